package io.obsagent.verify.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines logged within an operation carry its ids, however they are written. */
class LogbackTest {

    private static final int SPANS = 7;
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"lib", "lib-oldest"})
    void fieldsAreInPatternsAndInJsonAndBehindAsynchronousAppenders(String libraries) throws Exception {
        try (AppRun run = AppRun.withAgent(app(libraries))) {
            Map<String, ReceivedSpan> spans = spansOf(run);
            List<String> lines = run.output();

            for (String appender : List.of("pattern", "async")) {
                assertThat(lines)
                        .filteredOn(line -> line.startsWith(appender))
                        .containsExactly(
                                appender + "|INFO|outside|||||",
                                appender + "|INFO|plain|" + ids(spans.get("plain")) + "||",
                                appender + "|WARN|fields of anna|" + ids(spans.get("fields")) + "|anna|",
                                appender + "|INFO|cleared|" + ids(spans.get("cleared")) + "||",
                                appender + "|INFO|own|mine|" + spans.get("own").spanId() + "|01||",
                                appender + "|ERROR|error|" + ids(spans.get("error")) + "||",
                                appender + "|INFO|outside again, MDC null|||||");
            }
            Map<String, JsonNode> events = jsonByMessage(lines);
            assertThat(events).hasSize(7);
            assertIds(events.get("plain"), spans.get("plain"));
            assertIds(events.get("cleared"), spans.get("cleared"));
            assertThat(events.get("fields of anna").path("user").asText()).isEqualTo("anna");
            assertThat(events.get("outside").has("trace_id")).isFalse();
            assertThat(events.get("outside again, MDC null").has("span_id")).isFalse();

            PrometheusScrape scrape = run.scrape();
            assertThat(scrape.sum("log_events_total", "level", "info")).isEqualTo(5);
            assertThat(scrape.sum("log_events_total", "level", "warn")).isEqualTo(1);
            assertThat(scrape.sum("log_events_total", "level", "error")).isEqualTo(1);
            assertThat(scrape.labelValues("log_events_total", "level")).doesNotContain("debug");
            run.assertNothingLeft();
        }
    }

    @Test
    void fieldsAreInLogbacksOwnJson() throws Exception {
        ForkedApp.Builder builder = app("lib").jvmOptions("-Dlogback.configurationFile=logback-json.xml");
        try (AppRun run = AppRun.withAgent(builder)) {
            Map<String, ReceivedSpan> spans = spansOf(run);
            Map<String, JsonNode> events = jsonByMessage(run.output());

            assertIds(events.get("plain").get("mdc"), spans.get("plain"));
            assertIds(events.get("error").get("mdc"), spans.get("error"));
            assertThat(events.get("outside").get("mdc")).isEmpty();
            run.assertNothingLeft();
        }
    }

    @Test
    void fieldsAreNamedAsConfigured() {
        ForkedApp.Builder builder = app("lib")
                .env("OBS_INSTRUMENTATION_LOGGING_TRACE_ID_KEY", "dd.trace_id")
                .env("OBS_INSTRUMENTATION_LOGGING_SPAN_ID_KEY", "dd.span_id")
                .env("OBS_INSTRUMENTATION_LOGGING_TRACE_FLAGS_KEY", "user");
        try (AppRun run = AppRun.withAgent(builder)) {
            String traceId = spansOf(run).get("plain").traceId();
            assertThat(run.output())
                    .contains("pattern|INFO|plain||||01|", "pattern|WARN|fields of anna||||anna|")
                    .anySatisfy(line -> assertThat(line).contains("\"dd.trace_id\":\"" + traceId));
            run.assertNothingLeft();
        }
    }

    private static ForkedApp.Builder app(String libraries) {
        return AppRun.app("logging", libraries, "io.obsagent.verify.apps.logging.Logging");
    }

    /** The span of each call by what it made the application do. */
    private static Map<String, ReceivedSpan> spansOf(AppRun run) {
        return run.takeAll(SPANS).stream().collect(Collectors.toMap(LogbackTest::lastWord, Function.identity()));
    }

    private static String lastWord(ReceivedSpan span) {
        String text = String.valueOf(span.attribute("db.query.text"));
        return text.substring(text.lastIndexOf(' ') + 1);
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

    private static String ids(ReceivedSpan span) {
        return span.traceId() + "|" + span.spanId() + "|01";
    }
}
