package io.obsagent.verify.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.FreePort;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import io.obsagent.verify.matrix.SupportRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Beside the agents that people have on their command lines already. Takes seconds: OpenTelemetry's weaves much. */
@Tag("matrix")
@EnabledIfSystemProperty(named = "obsagent.matrix", matches = "true")
@ExtendWith(SupportRecorder.class)
class OtherAgentsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    @TempDir
    private Path directory;

    /** In front of the others, as JAVA_TOOL_OPTIONS places it, and behind them. */
    static Stream<Arguments> orders() {
        return Stream.of(true, false)
                .map(first -> Arguments.of(
                        first,
                        Libraries.newest("jmx-exporter"),
                        Libraries.newest("jacoco"),
                        Libraries.newest("opentelemetry-agent")));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void allOfThemWork(boolean first, Library jmxExporter, Library jacoco, Library openTelemetry) throws Exception {
        int jmx = FreePort.next();
        Path coverage = directory.resolve("jacoco.exec");
        List<String> agents = new ArrayList<>(List.of(
                exporting(jmxExporter, jmx),
                option(jacoco) + "=includes=io.obsagent.verify.*,destfile=" + coverage,
                option(openTelemetry)));
        int metrics = FreePort.next();
        agents.add(first ? 0 : agents.size(), "-javaagent:" + System.getProperty("obsagent.jar"));
        try (OtlpSink sink = OtlpSink.start();
                ForkedApp app = ServiceContract.onClassPath()
                        .jvmOptions(agents.toArray(new String[0]))
                        .jvmOptions("-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none")
                        .env("OTEL_SERVICE_NAME", "verified")
                        .env("OTEL_EXPORTER_OTLP_ENDPOINT", sink.httpEndpoint())
                        .env("OBS_SERVER_PORT", Integer.toString(metrics))
                        .start()) {
            app.awaitLine("done"::equals, TIMEOUT);
            assertThat(ServiceContract.get(app.lines(ForkedApp.Stream.STDOUT), "/relay"))
                    .isEqualTo(ServiceContract.ANSWER);

            List<ReceivedSpan> spans = sink.awaitSpans(span -> span.kind() == Kind.SERVER, 4, TIMEOUT);
            assertThat(spans)
                    .filteredOn(OtherAgentsTest::isOurs)
                    .extracting(ReceivedSpan::name)
                    .containsExactlyInAnyOrder("GET /relay", "GET /items");
            PrometheusScrape ours =
                    PrometheusScrape.fetch("http://127.0.0.1:" + metrics + "/metrics", PrometheusScrape.TEXT);
            assertThat(ours.sum("http_server_request_duration_seconds_count")).isEqualTo(2);
            assertThat(ours.sum("obs_agent_hook_errors_total")).isZero();
            assertExports(jmx);
            app.awaitLine(line -> line.contains("OBS-070"), TIMEOUT);
            assertThat(app.stop(TIMEOUT)).isEqualTo(143);
            assertThat(app.agentLines())
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("[obs-agent] WARN another agent traces in this JVM, too: OpenTelemetry;");
        }
        assertThat(coverage).isNotEmptyFile();
    }

    /** It answers by the JDK's HTTP server, but what asks for its metrics is no request of the application's. */
    @ParameterizedTest
    @LibraryVersions("jmx-exporter")
    void scrapesOfTheJmxExporterAreNotObserved(Library jmxExporter) throws Exception {
        int jmx = FreePort.next();
        ForkedApp.Builder service = ServiceContract.onClassPath().jvmOptions(exporting(jmxExporter, jmx));
        try (AppRun run = AppRun.withAgent(service)) {
            run.awaitAgent();
            assertExports(jmx);
            ServiceContract.verify(run);
        }
    }

    private String exporting(Library jmxExporter, int port) throws IOException {
        Path rules = Files.writeString(directory.resolve("jmx.yaml"), "rules:\n- pattern: '.*'\n");
        return option(jmxExporter) + '=' + port + ':' + rules;
    }

    private static void assertExports(int port) {
        PrometheusScrape exported =
                PrometheusScrape.fetch("http://127.0.0.1:" + port + "/metrics", PrometheusScrape.TEXT);
        assertThat(exported.sum("java_lang_ClassLoading_LoadedClassCount")).isPositive();
    }

    private static boolean isOurs(ReceivedSpan span) {
        return "obs-agent".equals(span.resource().get("telemetry.distro.name"));
    }

    private static String option(Library agent) {
        return "-javaagent:" + agent.files().get(0);
    }
}
