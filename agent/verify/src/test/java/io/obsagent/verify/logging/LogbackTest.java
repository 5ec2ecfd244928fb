package io.obsagent.verify.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.TestedJava;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The JSON that is made of Logback's events, and other names of the fields. */
class LogbackTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void fieldsAreInTheJsonOfTheLogstashEncoder() throws Exception {
        try (AppRun run = AppRun.withAgent(app("logback-logstash.xml"))) {
            Map<String, ReceivedSpan> spans = LoggingRun.spansOf(run);
            Map<String, JsonNode> events = jsonByMessage(run.output());
            assertThat(events).hasSize(8);
            assertIds(events.get("plain"), spans.get("plain"));
            assertIds(events.get("cleared"), spans.get("cleared"));
            assertThat(events.get("fields of anna").path("user").asText()).isEqualTo("anna");
            assertThat(events)
                    .containsKey("asked null null null"); // the MDC is the application's, unless set otherwise
            assertThat(events.get("outside").has("trace_id")).isFalse();
            assertThat(events.get("outside again, MDC null").has("span_id")).isFalse();
            run.assertNothingLeft();
        }
    }

    @Test
    void fieldsAreInLogbacksOwnJson() throws Exception {
        try (AppRun run = AppRun.withAgent(app("logback-json.xml"))) {
            Map<String, ReceivedSpan> spans = LoggingRun.spansOf(run);
            Map<String, JsonNode> events = jsonByMessage(run.output());

            assertIds(events.get("plain").get("mdc"), spans.get("plain"));
            assertIds(events.get("error").get("mdc"), spans.get("error"));
            assertThat(events.get("outside").get("mdc")).isEmpty();
            run.assertNothingLeft();
        }
    }

    @Test
    void fieldsAreNamedAsConfigured() {
        ForkedApp.Builder builder = app("logback-logstash.xml")
                .env("OBS_INSTRUMENTATION_LOGGING_TRACE_ID_KEY", "dd.trace_id")
                .env("OBS_INSTRUMENTATION_LOGGING_SPAN_ID_KEY", "dd.span_id")
                .env("OBS_INSTRUMENTATION_LOGGING_TRACE_FLAGS_KEY", "user");
        try (AppRun run = AppRun.withAgent(builder)) {
            ReceivedSpan span = LoggingRun.spansOf(run).get("plain");
            Map<String, JsonNode> events = jsonByMessage(run.output());
            assertThat(events.get("plain").path("dd.trace_id").asText()).isEqualTo(span.traceId());
            assertThat(events.get("plain").path("dd.span_id").asText()).isEqualTo(span.spanId());
            assertThat(events.get("plain").path("user").asText()).isEqualTo("01");
            assertThat(events.get("fields of anna").path("user").asText()).isEqualTo("anna");
            run.assertNothingLeft();
        }
    }

    private static ForkedApp.Builder app(String configuration) {
        TestedJava.assumeAtLeast(17, "logstash-logback-encoder 9");
        return LoggingRun.app(Libraries.newest("logback")).jvmOptions("-Dlogback.configurationFile=" + configuration);
    }

    private static Map<String, JsonNode> jsonByMessage(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("{"))
                .map(LogbackTest::parse)
                .collect(Collectors.toMap(event -> event.path("message").asText(), Function.identity()));
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static void assertIds(JsonNode fields, ReceivedSpan span) {
        assertThat(fields.path("trace_id").asText()).isEqualTo(span.traceId());
        assertThat(fields.path("span_id").asText()).isEqualTo(span.spanId());
        assertThat(fields.path("trace_flags").asText()).isEqualTo("01");
    }
}
