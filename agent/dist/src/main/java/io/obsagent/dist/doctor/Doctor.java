package io.obsagent.dist.doctor;

import io.obsagent.api.AgentStats;
import io.obsagent.api.FirstFailure;
import io.obsagent.config.AgentConfig;
import io.obsagent.config.Protocol;
import io.obsagent.config.Setting;
import io.obsagent.engine.Engine;
import io.obsagent.engine.MethodOutcome;
import io.obsagent.telemetry.ObsTelemetry;
import io.obsagent.telemetry.PersonalData;
import io.obsagent.telemetry.Secrets;
import io.obsagent.telemetry.export.LossReason;
import io.obsagent.telemetry.export.SpanExporter;
import io.obsagent.telemetry.metrics.MetricsServer;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Examines the agent in this JVM: what it found, what it does, what it does not and why. Everything is looked up when
 * somebody asks. Used by one thread.
 */
public final class Doctor {

    private final Engine engine;
    private final AgentConfig config;
    private final AgentConfig started;
    private final Set<String> later;
    private final List<String> mistakes;
    private final ObsTelemetry telemetry;
    private final Map<String, MethodOutcome> methods;
    private final Instrumentation instrumentation;
    private final Map<String, Setting> settings = new HashMap<>();

    /**
     * @param config that was read last and applied, of which only keys that are live are in force
     * @param started with which the agent was started, of which all other keys are in force
     * @param mistakes lines that were told about the configuration
     * @param telemetry null where the agent has not been enabled yet
     * @param methods what became of the method rules that are in force, by name
     */
    public Doctor(
            Engine engine,
            AgentConfig config,
            AgentConfig started,
            List<String> mistakes,
            ObsTelemetry telemetry,
            Map<String, MethodOutcome> methods,
            Instrumentation instrumentation) {
        this.engine = engine;
        this.config = config;
        this.started = started;
        this.later = new HashSet<>(config.differences(started, false));
        this.mistakes = mistakes;
        this.telemetry = telemetry;
        this.methods = methods;
        this.instrumentation = instrumentation;
        for (Setting setting : started.effective()) {
            settings.put(setting.name, setting);
        }
        for (Setting setting : config.effective()) {
            if (!later.contains(setting.name)) {
                settings.put(setting.name, setting);
            }
        }
    }

    /**
     * Looks at everything.
     *
     * @param version of the agent
     * @throws IOException when the jar cannot be read any more
     */
    public Report examine(String version) throws IOException {
        Report report = new Report("obs-agent " + version + " in " + started.service.name);
        agent(report.section("agent", "what", "is", "remark"));
        Class<?>[] classes = instrumentation.getAllLoadedClasses();
        LoadedClasses loaded = LoadedClasses.of(classes, engine);
        new LibrarySection(engine, config, settings)
                .fill(report.section("libraries", "library", "version", "state", "remark"), loaded);
        instrumentations(report.section("instrumentations", "name", "state", "remark"), loaded);
        if (config.enabled) {
            MethodSection.fill(report.section("method rules", "rule", "observed", "remark"), config.methods, methods);
        }
        hooks(report.section("hooks that failed", "hook", "failures", "remark"));
        OtherAgents.fill(report.section("other agents", "agent", "remark"), classes);
        Cost.fill(report.section("cost so far", "what", "amount"), loaded);
        configuration(report.section("configuration", "key", "value", "source", "remark"));
        return report;
    }

    private void agent(Report.Section section) {
        if (!config.enabled) {
            section.finding("state", "stands still", "enabled is false (" + source("enabled") + ")");
        }
        if (telemetry != null && telemetry.protection().step() > 0) {
            String state = telemetry.protection().passesThrough() ? "passes through" : "metrics, no spans";
            section.finding("state", state, telemetry.protection().why() + " (self-protection)");
        }
        for (String mistake : mistakes) {
            section.finding("configuration", "mistake", mistake);
        }
        if (telemetry != null) {
            server(section);
            exporter(section, telemetry.exporter());
        }
    }

    private void server(Report.Section section) {
        int port = telemetry.port();
        if (!started.server.enabled) {
            section.row("/metrics", "not served", "server.enabled is false (" + source("server.enabled") + ")");
        } else if (port < 0) {
            String problem = MetricsServer.problem(started.server);
            section.finding(
                    "/metrics",
                    "not served",
                    problem != null
                            ? problem
                            : "cannot listen on " + started.server.host + ':' + started.server.port
                                    + "; set server.port");
        } else {
            String address = started.server.metricsUrl(port);
            if (started.server.port != 0 && port != started.server.port) {
                section.finding("/metrics", address, "port " + started.server.port + " was taken");
            } else {
                section.row("/metrics", address);
            }
        }
    }

    private void exporter(Report.Section section, SpanExporter<?> exporter) {
        if (started.exporter.protocol == Protocol.NONE) {
            section.row("collector", "none", "exporter.protocol is none (" + source("exporter.protocol") + ")");
            return;
        }
        String collector = started.exporter.endpointName + " (" + started.exporter.protocol + ')';
        Boolean up = exporter.up();
        if (up == null) {
            section.row("collector", collector, "nothing was sent yet");
        } else if (up) {
            section.row("collector", collector, "takes spans");
        } else {
            section.finding("collector", collector, "takes no spans: " + exporter.problem());
        }
        section.row("spans", exporter.recorded() + " recorded, " + exporter.exported() + " sent");
        for (LossReason reason : LossReason.values()) {
            if (exporter.dropped(reason) > 0) {
                section.finding("spans", exporter.dropped(reason) + " dropped", reason.label());
            }
        }
        if (exporter.spoolBytes() > 0) {
            section.row("spans on disk", exporter.spoolBytes() + " bytes");
        }
    }

    private void instrumentations(Report.Section section, LoadedClasses loaded) {
        for (String name : engine.instrumentations()) {
            int woven = loaded.woven(name);
            String classes = woven == 1 ? "1 class woven" : woven + " classes woven";
            String key = "instrumentation." + name + ".enabled";
            Setting setting = settings.get(key);
            // logs.format and logs.ship are not live, all other switches are
            if (!(name.startsWith("log-") ? started : config).instrumentationEnabled(name)) {
                String why = setting == null ? otherSwitch(name, config) : key + " is false (" + setting.source + ")";
                section.row(name, "off", why + (woven == 0 ? "" : "; " + classes + ", which pass through"));
            } else if (woven > 0) {
                section.row(name, "on", classes);
            } else {
                section.row(name, "on", "no class woven");
            }
        }
    }

    /** Why an instrumentation without a key of its own is off. */
    private static String otherSwitch(String name, AgentConfig config) {
        switch (name) {
            case "log-shipping":
                return "logs.ship is none";
            case "log-format":
                return "logs.format is none";
            default:
                return config.instrumentationEnabled("servlet")
                        ? "http.user names neither principal nor session"
                        : "instrumentation.servlet.enabled is false";
        }
    }

    private void hooks(Report.Section section) {
        PersonalData personal = new PersonalData(started.redact);
        Map<String, AtomicLong> errors = AgentStats.hookErrors();
        for (Map.Entry<String, FirstFailure> failed : new TreeMap<>(AgentStats.firstFailures()).entrySet()) {
            FirstFailure first = failed.getValue();
            AtomicLong count = errors.get(failed.getKey());
            long off = first.loadersWithout();
            Report.Row row = section.finding(
                    failed.getKey(),
                    count == null ? "" : count.toString(),
                    off == 0 ? "goes on" : "is off for " + off + (off == 1 ? " class loader" : " class loaders"));
            row.details.add(personal.hide(Secrets.hide(first.stack[0], true)));
            for (int i = 1; i < first.stack.length; i++) {
                row.details.add(first.stack[i]);
            }
        }
    }

    private void configuration(Report.Section section) {
        for (Setting last : config.effective()) {
            Setting inForce = settings.get(last.name);
            String remark = later.contains(last.name)
                    ? "at the next start " + (last.value.isEmpty() ? "none" : last.value) + " (" + last.source + ")"
                    : "";
            section.row(inForce.name, inForce.value, inForce.source, remark);
        }
    }

    private String source(String key) {
        return settings.get(key).source;
    }
}
