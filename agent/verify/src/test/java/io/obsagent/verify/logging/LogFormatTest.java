package io.obsagent.verify.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import io.obsagent.verify.matrix.TestedJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** {@code logs.format}: what is written by a pattern to a console or file becomes one JSON object a line. */
class LogFormatTest {

    private static final String STRUCTURED = "io.obsagent.verify.apps.logging.Structured";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @ParameterizedTest
    @LibraryVersions({"logback", "log4j2", "reload4j", "log4j1", "jboss-logmanager"})
    void linesBecomeJson(Library library) throws Exception {
        try (AppRun run = AppRun.withAgent(structured(library).env("OBS_LOGS_FORMAT", "json"))) {
            ReceivedSpan span = within(run);
            List<String> lines = linesOf(run);
            assertThat(Files.readAllLines(directory.resolve("log"))).isEqualTo(lines);
            Map<String, JsonNode> events = byMessage(lines);
            assertThat(events).hasSize(5);

            JsonNode outside = events.get("outside");
            assertThat(outside.path("timestamp").asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(outside.path("level").asText()).isEqualTo("INFO");
            assertThat(outside.path("logger").asText()).isEqualTo("io.obsagent.verify.apps.logging.Structured");
            assertThat(outside.path("thread").asText()).isEqualTo("main");
            assertThat(outside.path("service.name").asText()).isEqualTo("verified");
            assertThat(outside.has("trace_id")).isFalse();

            JsonNode failed = events.get("failed");
            assertIds(failed, span);
            assertThat(failed.path("level").asText()).isEqualTo("ERROR");
            assertThat(failed.path("exception.type").asText()).isEqualTo("java.lang.IllegalStateException");
            assertThat(failed.path("exception.message").asText()).isEqualTo("on \"two\"\nlines");
            assertThat(failed.path("exception.stacktrace").asText())
                    .startsWith("java.lang.IllegalStateException: on \"two\"\nlines\n\tat io.obsagent.verify")
                    .contains("\tSuppressed: java.lang.RuntimeException: suppressed\n")
                    .contains("\nCaused by: java.sql.SQLException: cause\n");

            assertThat(events)
                    .containsKey("quote \" backslash \\ tab \t line\nend \u00fc \u20ac \ud83d\ude00 \u2028 \u0001");

            JsonNode fields = events.get("fields of anna");
            assertIds(fields, span);
            assertThat(fields.path("level").asText()).startsWith("WARN");
            assertThat(fields.path("user").asText()).isEqualTo("anna");
            assertThat(fields.path("app.message").asText()).isEqualTo("mine");
            assertThat(fields.path("app.level").asText()).isEqualTo("high");
            run.assertNothingLeft();
        }
    }

    @Test
    void structuredArgumentsOfLogbackAreKept() throws Exception {
        TestedJava.assumeAtLeast(17, "logstash-logback-encoder 9");
        ForkedApp.Builder app = structured(Libraries.newest("logback"))
                .args("logstash", "fluent")
                .env("OBS_LOGS_FORMAT", "logstash");
        try (AppRun run = AppRun.withAgent(app)) {
            within(run);
            Map<String, JsonNode> events = byMessage(linesOf(run));
            JsonNode paid = events.get("paid order=17 [a\"b, c}]");
            assertThat(paid.path("@version").asText()).isEqualTo("1");
            assertThat(paid.path("level_value").asInt()).isEqualTo(20000);
            assertThat(paid.path("logger_name").asText()).isEqualTo("io.obsagent.verify.apps.logging.LogstashEvents");
            assertThat(paid.path("order").isInt()).isTrue();
            assertThat(paid.path("items").toString()).isEqualTo("[\"a\\\"b\",\"c}\"]");
            JsonNode marked = events.get("marked");
            assertThat(marked.path("customer").asText()).isEqualTo("anna");
            assertThat(marked.path("app.level").asInt()).isEqualTo(3);
            assertThat(marked.has("tags")).isFalse();
            JsonNode fluent = events.get("fluent");
            assertThat(fluent.path("order").asInt()).isEqualTo(17);
            assertThat(fluent.path("total").asDouble()).isEqualTo(9.5);
            assertThat(fluent.path("free").isBoolean()).isTrue();
            assertThat(fluent.path("customer").asText()).isEqualTo("anna");
            assertThat(fluent.path("tags").toString()).isEqualTo("[\"PAID\"]");
            assertThat(events.get("failed").path("stack_trace").asText()).startsWith("java.lang.IllegalStateException");
            run.assertNothingLeft();
        }
    }

    @Test
    void linesAreWrittenWithoutTheArgumentsThatTheLibraryCannotWrite() throws Exception {
        TestedJava.assumeAtLeast(17, "logstash-logback-encoder 9");
        Library logback = Libraries.newest("logback");
        String[] withoutJackson = logback.files().stream()
                .filter(file -> !file.contains("jackson"))
                .toArray(String[]::new);
        assertThat(withoutJackson).hasSizeLessThan(logback.files().size());
        ForkedApp.Builder app = structured(logback.key(), AppRun.app("logging", STRUCTURED))
                .classPath(withoutJackson)
                .args("logstash", "fluent")
                .env("OBS_LOGS_FORMAT", "json");
        try (AppRun run = AppRun.withAgent(app)) {
            within(run);
            Map<String, JsonNode> events = byMessage(linesOf(run));
            assertThat(events.get("paid order=17 [a\"b, c}]").has("order")).isFalse();
            assertThat(events.get("marked").has("tags")).isFalse();
            assertThat(events.get("fluent").path("order").asInt()).isEqualTo(17);
            assertThat(run.agentLines())
                    .hasSize(2)
                    .element(1)
                    .asString()
                    .contains("without structured arguments", "logstash-logback-encoder", "jackson");
        }
    }

    /** So is the text of an event that came from elsewhere and has its exception only there. */
    @ParameterizedTest
    @LibraryVersions("log4j2")
    void mapMessagesOfLog4jAreKept(Library library) throws Exception {
        boolean receives = TestedJava.feature() >= 9; // on Java 8 Log4j reads events by streams of its own only
        ForkedApp.Builder app = structured(library)
                .args(receives ? new String[] {"log4j2", "log4j2-received"} : new String[] {"log4j2"})
                .env("OBS_LOGS_FORMAT", "ecs");
        try (AppRun run = AppRun.withAgent(app)) {
            ReceivedSpan span = within(run);
            Map<Boolean, List<String>> lines =
                    linesOf(run).stream().collect(Collectors.partitioningBy(line -> line.startsWith("{")));
            Map<String, JsonNode> events = byMessage(lines.get(true));
            JsonNode within = events.get("within");
            assertThat(within.path("ecs.version").asText()).isEqualTo("1.2.0");
            assertThat(within.path("log.level").asText()).isEqualTo("INFO");
            assertThat(within.path("log.logger").asText()).endsWith(".Structured");
            assertThat(within.path("process.thread.name").asText()).isEqualTo("main");
            assertThat(within.path("trace.id").asText()).isEqualTo(span.traceId());
            assertThat(within.path("span.id").asText()).isEqualTo(span.spanId());
            assertThat(events.get("failed").path("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
            assertThat(events.get("order=\"17\"").path("order").asText()).isEqualTo("17");
            assertThat(events.get("order=\"17\"").path("tags").toString()).isEqualTo("[\"PAID\"]");
            assertThat(events.get("{customer=4711}").path("customer").asInt()).isEqualTo(4711);
            if (library.isAtLeast("2.17")) { // older ones keep but the text of an object
                assertThat(events.get("{items=true}").path("items").isBoolean()).isTrue();
            }
            if (receives) {
                assertThat(lines.get(false)).anyMatch(line -> line.contains("ERROR") && line.endsWith(" received"));
            } else {
                assertThat(lines.get(false)).isEmpty();
            }
            if (receives && !library.isAtLeast("2.25")) { // newer ones leave the exception out
                assertThat(lines.get(false)).contains("java.lang.IllegalStateException: elsewhere");
            }
            run.assertNothingLeft();
        }
    }

    @Test
    void jsonAndPatternsThatMayHideAreLeftAlone() throws Exception {
        TestedJava.assumeAtLeast(11, "Logback 1.6");
        ForkedApp.Builder app = LoggingRun.app(Libraries.newest("logback"))
                .jvmOptions("-Dlogback.configurationFile=left-logback.xml")
                .env("OBS_LOGS_FORMAT", "ecs");
        try (AppRun run = AppRun.withAgent(app)) {
            LoggingRun.spansOf(run);
            assertThat(run.output())
                    .contains("{\"mine\":\"plain\"}", "hiding hidden")
                    .anyMatch(line -> line.startsWith("masking ") && line.contains("***"))
                    .noneMatch(line -> line.contains("ecs.version"));
            assertThat(run.output()).anyMatch(line -> line.startsWith("{\"sequenceNumber\""));
            run.assertNothingLeft();
        }
    }

    @ParameterizedTest
    @LibraryVersions("log4j2")
    void patternsOfLog4jThatMayHideAreLeftAlone(Library library) {
        ForkedApp.Builder app = LoggingRun.app(library)
                .jvmOptions("-Dlog4j.configurationFile=left-log4j2.xml")
                .env("OBS_LOGS_FORMAT", "json");
        try (AppRun run = AppRun.withAgent(app)) {
            LoggingRun.spansOf(run);
            assertThat(run.output())
                    .contains("{\"mine\":\"plain\"}", "pattern hidden", "layout hidden", "masking ***")
                    .noneMatch(line -> line.contains("timestamp"));
            run.assertNothingLeft();
        }
    }

    @ParameterizedTest
    @LibraryVersions("reload4j")
    void stackTracesBelowJsonOfTheApplicationStay(Library library) {
        ForkedApp.Builder app = LoggingRun.app(library)
                .jvmOptions("-Dlog4j.configuration=left-log4j.xml")
                .env("OBS_LOGS_FORMAT", "json");
        try (AppRun run = AppRun.withAgent(app)) {
            LoggingRun.spansOf(run);
            assertThat(run.output())
                    .contains("{\"mine\":\"error\"}", "java.sql.SQLException: broken")
                    .noneMatch(line -> line.contains("timestamp"));
            run.assertNothingLeft();
        }
    }

    private ForkedApp.Builder structured(Library library) {
        return structured(library.key(), AppRun.app("logging", STRUCTURED, library));
    }

    private ForkedApp.Builder structured(String key, ForkedApp.Builder app) {
        app.jvmOptions("-Dlog.file=" + directory.resolve("log"));
        if (key.equals("logback")) {
            return app.jvmOptions("-Dlogback.configurationFile=lines-logback.xml");
        }
        if (key.equals("log4j2")) {
            return app.jvmOptions("-Dlog4j.configurationFile=lines-log4j2.xml");
        }
        if (key.startsWith("jboss")) {
            return app.jvmOptions(
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-Dlogging.configuration="
                            + Path.of(
                                            System.getProperty("obsagent.apps"),
                                            "logging",
                                            "target/classes/lines-jboss.properties")
                                    .toUri());
        }
        return app.jvmOptions("-Dlog4j.configuration=lines-log4j.xml");
    }

    private static ReceivedSpan within(AppRun run) {
        return run.takeAll(2).get(1);
    }

    /** All that the application has printed, which has to be JSON. */
    private static List<String> linesOf(AppRun run) {
        List<String> lines = new ArrayList<>(run.output());
        lines.remove("done");
        return lines;
    }

    private static Map<String, JsonNode> byMessage(List<String> lines) {
        return lines.stream()
                .map(LogFormatTest::parse)
                .collect(Collectors.toMap(event -> event.path("message").asText(), Function.identity()));
    }

    static JsonNode parse(String line) {
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
