package io.obsagent.telemetry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.LogEntry;
import io.obsagent.api.LogFields;
import io.obsagent.api.LogKeys;
import io.obsagent.config.AgentConfig;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JsonFormatTest {

    private static final long TIME = 1_769_904_000_007L; // 2026-02-01T00:00:00.007Z

    @Test
    void json() {
        assertThat(line("json", LogKeys.DEFAULT, JsonFormatTest::ids))
                .isEqualTo("{\"timestamp\":\"2026-02-01T00:00:00.007Z\",\"level\":\"WARNING\",\"message\":\"hello\","
                        + "\"service.name\":\"cart\",\"thread\":\"main\",\"logger\":\"a.B\",\"trace_id\":\"4bf9\","
                        + "\"span_id\":\"00f0\",\"trace_flags\":\"01\",\"tags\":[\"PAID\",\"SLOW\"]}\n");
    }

    @Test
    void ecs() {
        assertThat(line("ecs", LogKeys.DEFAULT, JsonFormatTest::ids))
                .isEqualTo("{\"@timestamp\":\"2026-02-01T00:00:00.007Z\",\"log.level\":\"WARNING\","
                        + "\"message\":\"hello\",\"ecs.version\":\"1.2.0\",\"service.name\":\"cart\","
                        + "\"process.thread.name\":\"main\",\"log.logger\":\"a.B\",\"trace.id\":\"4bf9\","
                        + "\"span.id\":\"00f0\",\"trace_flags\":\"01\",\"tags\":[\"PAID\",\"SLOW\"]}\n");
    }

    @Test
    void logstash() {
        assertThat(line("logstash", LogKeys.DEFAULT, JsonFormatTest::ids))
                .isEqualTo("{\"@timestamp\":\"2026-02-01T00:00:00.007Z\",\"@version\":\"1\",\"level\":\"WARNING\","
                        + "\"level_value\":30000,\"message\":\"hello\",\"thread_name\":\"main\","
                        + "\"logger_name\":\"a.B\",\"trace_id\":\"4bf9\",\"span_id\":\"00f0\",\"trace_flags\":\"01\","
                        + "\"tags\":[\"PAID\",\"SLOW\"]}\n");
    }

    @Test
    void configuredNamesOfIdsStayInEcs() {
        LogKeys keys = new LogKeys("dd.trace_id", "dd.span_id", "flags", false, false);
        assertThat(line("ecs", keys, out -> {
                    out.field("dd.trace_id", "4bf9");
                    out.field("trace_id", "the application's");
                }))
                .contains("\"dd.trace_id\":\"4bf9\",\"trace_id\":\"the application's\"");
    }

    @Test
    void eachNameOnceAndTheLinesOwnAreNotTaken() {
        assertThat(line("json", LogKeys.DEFAULT, out -> {
                    out.json("{\"order\":17,\"message\":{\"a\":[1,\"}\"]}}");
                    out.field("order", "from the MDC");
                    out.field("level", 3);
                    out.field(null, "nameless");
                    out.field("nothing", null);
                    out.tag(null);
                }))
                .endsWith("\"order\":17,\"app.message\":{\"a\":[1,\"}\"]},\"app.level\":3}\n");
    }

    @Test
    void valuesKeepTheirTypes() {
        assertThat(line("json", LogKeys.DEFAULT, out -> {
                    out.field("whole", 17L);
                    out.field("broken", 0.5f);
                    out.field("endless", Double.POSITIVE_INFINITY);
                    out.field("flag", true);
                    out.field("text", new StringBuilder("a\u0000\u007f\u0085\"b"));
                    out.field("failing", new Object() {
                        @Override
                        public String toString() {
                            throw new IllegalStateException("no text");
                        }
                    });
                }))
                .endsWith("\"whole\":17,\"broken\":0.5,\"endless\":\"Infinity\",\"flag\":true,"
                        + "\"text\":\"a\\u0000\\u007f\\u0085\\\"b\","
                        + "\"failing\":\"toString: java.lang.IllegalStateException\"}\n");
    }

    @Test
    void objectsOfJsonStayAsTheyAre() {
        JsonFormat format = new JsonFormat(AgentConfig.with("logs.format", "json"), LogKeys.DEFAULT);
        assertThat(format.line("{\"a\":1}\r\n", null)).isEqualTo("{\"a\":1}\r\n");
        assertThat(format.line("{", new Entry(out -> {}))).startsWith("{\"timestamp\"");
    }

    @Test
    void brokenJsonOfLibrariesIsLeftOut() {
        for (String broken :
                new String[] {"", "[1]", "{", "{\"a", "{\"a\"", "{\"a\":", "{\"a\\", "{\"a\":}", "{1:2}"}) {
            assertThat(line("json", LogKeys.DEFAULT, out -> out.json(broken)))
                    .as(broken)
                    .endsWith("\"logger\":\"a.B\"}\n");
        }
    }

    private static void ids(LogFields out) {
        out.tag("PAID");
        out.field("trace_id", "4bf9");
        out.field("span_id", "00f0");
        out.field("trace_flags", "01");
        out.tag("SLOW");
    }

    private static String line(String format, LogKeys keys, Consumer<LogFields> fields) {
        AgentConfig config = AgentConfig.with("logs.format", format, "service.name", "cart");
        return new JsonFormat(config, keys).line("hello\n", new Entry(fields));
    }

    private record Entry(Consumer<LogFields> fields) implements LogEntry {

        @Override
        public long epochMillis() {
            return TIME;
        }

        @Override
        public String level() {
            return "WARNING";
        }

        @Override
        public int severity() {
            return 13;
        }

        @Override
        public String logger() {
            return "a.B";
        }

        @Override
        public String thread() {
            return "main";
        }

        @Override
        public String message() {
            return "hello";
        }

        @Override
        public String template() {
            return "hello";
        }

        @Override
        public Throwable thrown() {
            return null;
        }

        @Override
        public void fields(LogFields out) {
            fields.accept(out);
        }
    }
}
