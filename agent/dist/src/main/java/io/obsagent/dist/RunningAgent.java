package io.obsagent.dist;

import io.obsagent.api.AgentLog;
import io.obsagent.api.TelemetryHolder;
import io.obsagent.config.AgentConfig;
import io.obsagent.config.Protocol;
import io.obsagent.engine.Engine;
import io.obsagent.telemetry.ObsTelemetry;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the configuration steers: weaving, telemetry and the agent's log. Thread safe. */
final class RunningAgent {

    /** Instrumentation without a key of its own: {@code logs.format} decides. */
    static final String LOG_FORMAT = "log-format";

    private static final Set<String> NOTHING = Collections.emptySet();

    private final Engine engine;
    private final List<String> instrumentations;
    private final StartingTelemetry starting;

    /** Null until the agent is enabled for the first time; then it stays, also while the agent stands still. */
    private ObsTelemetry telemetry;

    /** Whether lines are rewritten, which is decided when the telemetry is made. */
    private boolean formatsLogs;

    private LastBreath lastBreath;
    private Set<String> observed = NOTHING;
    private volatile boolean detached;

    RunningAgent(Engine engine, List<String> instrumentations, StartingTelemetry starting) {
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
        formatsLogs = config.instrumentationEnabled(LOG_FORMAT);
        observe(config);
        ObsTelemetry started = ObsTelemetry.start(config, Version.current());
        telemetry = started;
        done(track, "open /metrics, make the telemetry");
        starting.started(started);
        lastBreath = LastBreath.call(started);
        engine.weaveLoaded();
        AgentLog.info(startLine(config, started.port()));
        done(track, "place the last flush, say so");
        started.startExtras();
    }

    /** Stands still from the beginning on; {@link #apply} may start it later. */
    synchronized void startDisabled() {
        engine.observe(NOTHING);
        starting.started(null);
    }

    /** Takes over another configuration, as far as that is possible without a start of the JVM. */
    synchronized void apply(AgentConfig config) {
        if (detached) {
            return;
        }
        AgentLog.setLevel(AgentLog.Level.valueOf(config.logLevel.name()));
        if (telemetry == null) {
            if (config.enabled) {
                startLate(config);
            }
            return;
        }
        telemetry.configure(config);
        Set<String> before = observed;
        observe(config);
        if (!before.containsAll(observed)) {
            engine.weaveLoaded();
        }
    }

    /**
     * Takes the agent out of the running JVM: gives woven classes their original code back, sends what has ended, and ends
     * the agent's threads and server. What is under way meanwhile ends as it began; what ends later is not recorded.
     *
     * @return how many classes have their original code again
     */
    synchronized int detach() {
        if (detached) {
            return 0;
        }
        detached = true;
        engine.observe(NOTHING);
        int restored = engine.restore();
        if (telemetry != null) {
            lastBreath.cancel();
            telemetry.close();
        }
        starting.started(null);
        TelemetryHolder.set(null);
        engine.stop();
        return restored;
    }

    /** Whether {@link #detach} was called. */
    boolean isDetached() {
        return detached;
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
            boolean wanted = name.equals(LOG_FORMAT) ? formatsLogs : config.instrumentationEnabled(name);
            if (config.enabled && wanted) {
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
        String host = config.server.host;
        String metrics = port < 0
                ? "no /metrics"
                : "/metrics on http://" + (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port + "/metrics";
        String spans = config.exporter.protocol == Protocol.NONE
                ? "spans to nobody"
                : "spans to " + config.exporter.endpointName + " (" + config.exporter.protocol + ')';
        return "obs-agent " + Version.current() + " started for " + config.service.name + ": " + metrics + ", " + spans;
    }
}
