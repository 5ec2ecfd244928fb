package io.obsagent.dist;

import io.obsagent.api.AgentLog;
import io.obsagent.api.TelemetryHolder;
import io.obsagent.config.AgentConfig;
import io.obsagent.config.ConfigLoader;
import io.obsagent.config.MethodRule;
import io.obsagent.config.Protocol;
import io.obsagent.dist.doctor.Doctor;
import io.obsagent.dist.doctor.HtmlReport;
import io.obsagent.dist.doctor.JsonReport;
import io.obsagent.dist.doctor.Report;
import io.obsagent.dist.doctor.TextReport;
import io.obsagent.engine.Engine;
import io.obsagent.engine.MethodOutcome;
import io.obsagent.telemetry.ObsTelemetry;
import io.obsagent.telemetry.ProtectionGuard;
import io.obsagent.telemetry.metrics.DoctorPage;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the configuration steers: weaving, telemetry and the agent's log. Thread safe. */
final class RunningAgent {

    /** Instrumentation without a key of its own: {@code logs.format} decides. */
    static final String LOG_FORMAT = "log-format";

    /** The same: {@code logs.ship} decides. */
    static final String LOG_SHIPPING = "log-shipping";

    private static final Set<String> NOTHING = Collections.emptySet();
    private static final Map<String, MethodRule> NO_RULES = Collections.emptyMap();

    private final Engine engine;
    private final List<String> instrumentations;
    private final StartingTelemetry starting;
    private final Instrumentation instrumentation;

    /** Applied last; its live keys are in force. */
    private AgentConfig config;

    /** What the telemetry is started with; its other keys are in force. */
    private AgentConfig started;

    private List<String> mistakes = Collections.emptyList();

    /** Null until the configuration names methods. */
    private MethodRules methodRules;

    /** Null until the agent is enabled for the first time; then it stays, also while the agent stands still. */
    private ObsTelemetry telemetry;

    private LastBreath lastBreath;
    private Set<String> observed = NOTHING;
    private volatile boolean detached;

    /** @param loaded what the agent is started with */
    RunningAgent(
            Engine engine,
            List<String> instrumentations,
            StartingTelemetry starting,
            Instrumentation instrumentation,
            ConfigLoader.Loaded loaded) {
        this.instrumentation = instrumentation;
        this.config = loaded.config;
        this.started = loaded.config;
        this.mistakes = loaded.problems;
        this.engine = engine;
        this.instrumentations = instrumentations;
        this.starting = starting;
    }

    /**
     * Starts what the configuration asks for.
     *
     * @param track of the start's profile, or null
     */
    synchronized void start(AgentConfig config, StartupProfile.Track track) {
        started = config;
        observe(config);
        ObsTelemetry made = ObsTelemetry.start(config, Version.current());
        telemetry = made;
        made.protection().passBy(new ProtectionGuard.Gate() {
            @Override
            public void passThrough(boolean pass) {
                engine.passThrough(pass);
            }
        });
        done(track, "open /metrics, make the telemetry");
        starting.started(made);
        if (config.server.doctor) {
            made.serve(new DoctorPage() {
                @Override
                public String make(Form form) throws IOException {
                    return RunningAgent.this.report(form);
                }
            });
        }
        lastBreath = LastBreath.call(made);
        engine.weaveLoaded();
        observeMethods(config);
        AgentLog.info(1, startLine(config, made.port()));
        done(track, "place the last flush, say so");
        made.startExtras();
        SecondTracer.lookFor(instrumentation, this);
    }

    /** Stands still from the beginning on; {@link #apply} may start it later. */
    synchronized void startDisabled() {
        engine.observe(NOTHING);
        starting.started(null);
    }

    /** Takes over another configuration, as far as that is possible without a start of the JVM. */
    synchronized void apply(AgentConfig changed) {
        if (detached) {
            return;
        }
        config = changed;
        AgentLog.setLevel(AgentLog.Level.valueOf(changed.logLevel.name()));
        if (telemetry == null) {
            if (changed.enabled) {
                startLate(changed);
            }
            return;
        }
        telemetry.configure(changed);
        Set<String> before = observed;
        observe(changed);
        if (!before.containsAll(observed)) {
            engine.weaveLoaded();
        }
        observeMethods(changed);
    }

    private void observeMethods(AgentConfig wanted) {
        if (methodRules == null && wanted.methods.isEmpty()) {
            return;
        }
        if (methodRules == null) {
            methodRules = new MethodRules(engine);
        }
        methodRules.apply(telemetry, wanted.enabled ? wanted.methods : NO_RULES);
    }

    /**
     * Notes what is wrong with the configuration that was read last, applied or refused.
     *
     * @param problems a line for each mistake
     */
    synchronized void mistakes(List<String> problems) {
        mistakes = problems;
    }

    /**
     * Takes the agent out of the running JVM: gives woven classes their original code back, sends what has ended, and ends
     * the agent's threads and server. What is under way meanwhile ends as it began; what ends later is not recorded.
     *
     * @return what became of the woven classes, for a person
     */
    synchronized String detach() {
        if (detached) {
            return "nothing was left to do";
        }
        detached = true;
        try {
            engine.observe(NOTHING);
            if (methodRules != null) {
                methodRules.apply(telemetry, NO_RULES);
            }
            int restored = engine.restore();
            int left = engine.countWoven();
            return restored + " classes have their original code again"
                    + (left == 0 ? "" : ", " + left + " could not be given it and pass through");
        } finally {
            stopTelemetry();
        }
    }

    /** Whatever fails, the rest is stopped. */
    private void stopTelemetry() {
        try {
            if (lastBreath != null) {
                lastBreath.cancel();
            }
            if (telemetry != null) {
                telemetry.close();
            }
        } finally {
            starting.started(null);
            TelemetryHolder.set(null);
            engine.stop();
        }
    }

    /** Whether {@link #detach} was called. */
    boolean isDetached() {
        return detached;
    }

    /**
     * Examines the agent.
     *
     * @throws IOException when that is not possible, with a message for a person
     */
    String report(DoctorPage.Form form) throws IOException {
        Report report = doctor().examine(Version.current());
        switch (form) {
            case JSON:
                return JsonReport.of(report);
            case HTML:
                return HtmlReport.of(report);
            default:
                return TextReport.of(report);
        }
    }

    private synchronized Doctor doctor() {
        Map<String, MethodOutcome> methods =
                methodRules == null ? Collections.<String, MethodOutcome>emptyMap() : methodRules.outcomes();
        return new Doctor(engine, config, started, mistakes, telemetry, methods, instrumentation);
    }

    private void startLate(AgentConfig config) {
        try {
            start(config, null);
        } catch (RuntimeException | Error failure) {
            engine.observe(NOTHING);
            throw failure;
        }
    }

    private void observe(AgentConfig config) {
        Set<String> on = new HashSet<String>();
        for (String name : instrumentations) {
            boolean atStart = name.equals(LOG_FORMAT) || name.equals(LOG_SHIPPING);
            if (config.enabled && (atStart ? started : config).instrumentationEnabled(name)) {
                on.add(name);
            }
        }
        engine.observe(on);
        observed = on;
    }

    private static void done(StartupProfile.Track track, String phase) {
        if (track != null) {
            track.done(phase);
        }
    }

    /** What a person wants to know first: that the agent is there, and where its output is. */
    private static String startLine(AgentConfig config, int port) {
        String metrics = port < 0 ? "no /metrics" : "/metrics on " + config.server.metricsUrl(port);
        String spans = config.exporter.protocol == Protocol.NONE
                ? "spans to nobody"
                : "spans to " + config.exporter.endpointName + " (" + config.exporter.protocol + ')';
        return "obs-agent " + Version.current() + " started for " + config.service.name + ": " + metrics + ", " + spans;
    }
}
