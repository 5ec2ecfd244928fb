package io.obsagent.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The agents that are compared, each told to record every request and to send all spans to the sink at once a second at
 * the latest. Nothing else is changed but what would make the results unequal.
 */
enum AgentKind {
    NONE("no agent"),
    OBS("obs-agent"),
    OPENTELEMETRY("OpenTelemetry"),
    ELASTIC("Elastic"),
    DATADOG("Datadog"),
    GLOWROOT("Glowroot");

    /** Spans that may wait: with the default of 2048 spans are lost at the rates of the benchmark, and so is their cost. */
    private static final int QUEUE = 20_000;

    final String label;

    AgentKind(String label) {
        this.label = label;
    }

    /** Whether it serves /metrics on the port it is given. */
    boolean servesMetrics() {
        return this == OBS || this == OPENTELEMETRY;
    }

    /** The agent's jar, null for {@link #NONE}. */
    Path jar(Layout layout) throws IOException {
        return switch (this) {
            case NONE -> null;
            case OBS -> layout.obsAgent();
            case OPENTELEMETRY -> only(layout.agents(), "opentelemetry-javaagent-*.jar");
            case ELASTIC -> only(layout.agents(), "elastic-apm-agent-*.jar");
            case DATADOG -> only(layout.agents(), "dd-java-agent-*.jar");
            case GLOWROOT -> only(layout.agents(), "glowroot-agent-*.jar");
        };
    }

    /**
     * The JVM options that attach and configure it.
     *
     * @param sinkPort where the sink listens
     * @param metricsPort where to serve /metrics
     * @param directory empty, for what the agent writes
     */
    List<String> options(Layout layout, int sinkPort, int metricsPort, Path directory) throws IOException {
        if (this == NONE) {
            return List.of();
        }
        List<String> options = new ArrayList<>(List.of("-javaagent:" + jar(layout)));
        String sink = "http://127.0.0.1:" + sinkPort;
        options.addAll(
                switch (this) {
                    case NONE -> List.<String>of();
                    case OBS ->
                        List.of(
                                "-Dobs.service.name=bench",
                                "-Dobs.exporter.endpoint=" + sink,
                                "-Dobs.exporter.schedule-delay=1s",
                                "-Dobs.exporter.queue-size=" + QUEUE,
                                "-Dobs.exporter.spool.directory=" + directory,
                                "-Dobs.server.port=" + metricsPort);
                    case OPENTELEMETRY ->
                        List.of(
                                "-Dotel.service.name=bench",
                                "-Dotel.exporter.otlp.endpoint=" + sink,
                                "-Dotel.exporter.otlp.protocol=http/protobuf",
                                "-Dotel.bsp.schedule.delay=1000",
                                "-Dotel.bsp.max.queue.size=" + QUEUE,
                                "-Dotel.metrics.exporter=prometheus",
                                "-Dotel.exporter.prometheus.host=127.0.0.1",
                                "-Dotel.exporter.prometheus.port=" + metricsPort,
                                "-Dotel.logs.exporter=none");
                    case ELASTIC ->
                        List.of(
                                "-Delastic.apm.service_name=bench",
                                "-Delastic.apm.server_url=" + sink,
                                "-Delastic.apm.api_request_time=1s",
                                "-Delastic.apm.metrics_interval=15s",
                                "-Delastic.apm.span_compression_enabled=false",
                                "-Delastic.apm.central_config=false",
                                "-Delastic.apm.cloud_provider=NONE");
                    case DATADOG ->
                        List.of(
                                "-Ddd.service=bench",
                                "-Ddd.agent.host=127.0.0.1",
                                "-Ddd.trace.agent.port=" + sinkPort,
                                "-Ddd.trace.sample.rate=1",
                                "-Ddd.trace.rate.limit=1000000");
                    case GLOWROOT -> glowroot(metricsPort, directory);
                });
        return options;
    }

    /** Glowroot sends nothing: it aggregates into a database of its own and serves a user interface. */
    private static List<String> glowroot(int port, Path directory) throws IOException {
        Files.writeString(
                directory.resolve("admin.json"), "{\"web\":{\"port\":" + port + ",\"bindAddress\":\"127.0.0.1\"}}");
        List<String> options = new ArrayList<>();
        for (String kind : List.of("conf", "data", "log", "tmp")) {
            options.add("-Dglowroot." + kind + ".dir=" + directory);
        }
        return options;
    }

    private static Path only(Path directory, String pattern) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, pattern)) {
            for (Path jar : found) {
                return jar;
            }
        }
        throw new IOException("no " + pattern + " in " + directory + ": start this through make bench");
    }
}
