package io.obsagent.verify.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.GelfSink;
import io.obsagent.testkit.ReceivedLog;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.httpclient.TestCertificate;
import io.obsagent.verify.matrix.JdkPart;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** {@code logs.ship}: what is logged is sent, once and with the ids of its trace; what is written stays as it is. */
class ShipTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @ParameterizedTest
    @LibraryVersions({"logback", "log4j2", "reload4j", "log4j1", "jboss-logmanager"})
    void eventsAreSent(Library library) {
        ForkedApp.Builder app = LoggingRun.app(library).env("OBS_LOGS_SHIP", "otlp");
        if (library.key().startsWith("jboss")) {
            app.jvmOptions("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        }
        try (AppRun run = AppRun.withAgent(app)) {
            assertSent(run);
        }
    }

    /** As spans are: what {@code exporter.protocol} says goes for both. */
    @Test
    void eventsAreSentByGrpc() {
        ForkedApp.Builder app = LoggingRun.app(Libraries.newest("logback")).env("OBS_LOGS_SHIP", "otlp");
        try (AppRun run = AppRun.withAgentByGrpc(app)) {
            assertSent(run);
        }
    }

    private static void assertSent(AppRun run) {
        List<ReceivedLog> logs = run.awaitLogs(8);
        Map<String, ReceivedSpan> spans = LoggingRun.spansOf(run);
        assertThat(logs)
                .extracting(ReceivedLog::body)
                .startsWith("outside", "plain", "fields of anna", "cleared", "own", "error", "asked null null null")
                .hasSize(8)
                .last()
                .asString()
                .startsWith("outside again, MDC");
        assertThat(logs.get(0).traceId()).isEmpty();
        assertThat(logs.get(0).logger()).isEqualTo("io.obsagent.verify.apps.logging.Logging");
        assertThat(logs.get(0).severity()).isEqualTo(9);
        assertThat(logs.get(0).attributes()).containsOnlyKeys("thread.name");
        assertIds(logs.get(1), spans.get("plain"));
        assertThat(logs.get(1).attributes()).containsOnlyKeys("thread.name");
        assertIds(logs.get(2), spans.get("fields"));
        assertThat(logs.get(2).severity()).isEqualTo(13);
        assertThat(logs.get(2).attribute("user")).isEqualTo("anna");
        assertIds(logs.get(4), spans.get("own"));
        assertThat(logs.get(4).attribute("trace_id")).isEqualTo("mine");
        assertIds(logs.get(5), spans.get("error"));
        assertThat(logs.get(5).severity()).isEqualTo(17);
        assertThat(logs.get(5).attribute("exception.type")).isEqualTo("java.sql.SQLException");
        assertThat(logs.get(5).attribute("exception.stacktrace").toString())
                .startsWith("java.sql.SQLException: broken\n\tat io.obsagent.verify.apps.logging.Logging.log(");
        assertThat(run.output()).contains("pattern|INFO|outside|||||");
        assertThat(run.scrape().value("obs_agent_logs_shipped_total")).hasValue(8);
        assertThat(run.scrape().sum("obs_agent_logs_dropped_total")).isZero();
        run.assertNothingLeft();
    }

    /** The receiver is away at first; what the JDK's own TLS may log is none of what is sent. */
    @Test
    @JdkPart("java.util.logging")
    void recordsOfTheJdkWaitForTheReceiverBehindTls() throws Exception {
        TestCertificate certificate = new TestCertificate(directory);
        Path ca = certificate.writeCertificate(directory.resolve("ca.pem"));
        try (GelfSink sink = GelfSink.tls(certificate.context())) {
            sink.goAway();
            ForkedApp.Builder app = AppRun.app("logging", "io.obsagent.verify.apps.logging.JulLogging")
                    .jvmOptions("-Dlog.file=" + directory.resolve("log"), "-Duser.language=en", "-Dlog.filtered=true")
                    .env("OBS_LOGS_SHIP", "gelf")
                    .env("OBS_LOGS_ENDPOINT", sink.endpoint())
                    .env("OBS_EXPORTER_TLS_CA_FILE", ca.toString());
            try (AppRun run = AppRun.withAgent(app)) {
                ReceivedSpan span = run.takeAll(2).get(1);
                assertThat(sink.messages()).isEmpty();
                sink.comeBack();
                Map<String, JsonNode> messages = sink.await(message -> true, 4, TIMEOUT).stream()
                        .collect(Collectors.toMap(
                                message -> message.path("short_message").asText(), Function.identity()));
                assertThat(messages).containsOnlyKeys("outside", "within arguments", "failed", "last");
                assertThat(messages.get("outside").has("_trace_id")).isFalse();
                JsonNode failed = messages.get("failed");
                assertThat(failed.path("_trace_id").asText()).isEqualTo(span.traceId());
                assertThat(failed.path("_span_id").asText()).isEqualTo(span.spanId());
                assertThat(failed.path("level").asInt()).isEqualTo(3);
                assertThat(failed.path("full_message").asText())
                        .startsWith("failed\njava.lang.IllegalStateException: broken\n\tat ");
                assertThat(sink.faults()).isEmpty();
                assertThat(run.agentLines())
                        .filteredOn(line -> line.contains("log events"))
                        .allMatch(line ->
                                line.contains("takes no log events") || line.contains("takes log events again"));
            }
        }
    }

    private static void assertIds(ReceivedLog log, ReceivedSpan span) {
        assertThat(log.traceId()).isEqualTo(span.traceId());
        assertThat(log.spanId()).isEqualTo(span.spanId());
        assertThat(log.traceFlags()).isEqualTo(1);
    }
}
