package io.obsagent.telemetry.logs;

import io.obsagent.api.LogEntry;
import io.obsagent.api.LogFormat;
import io.obsagent.api.LogKeys;
import io.obsagent.config.AgentConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;

/** One of the three formats of JSON lines. */
public final class JsonFormat extends LogFormat {

    private static final int LOGSTASH_LEVEL_STEP = 10_000;

    private final FieldNames names;
    private final String service;
    private final LogKeys keys;
    /** Where text is not written as UTF-8, JSON that is ASCII arrives all the same. */
    private final boolean ascii = !"UTF-8".equals(Charset.defaultCharset().name());

    /** @param keys the names of the trace's ids in the fields of events */
    public JsonFormat(AgentConfig config, LogKeys keys) {
        this.names = FieldNames.of(config.logs.format);
        this.service = config.service.name;
        this.keys = keys;
    }

    @Override
    public String line(String text, LogEntry entry) {
        return isObject(text) ? text : write(entry);
    }

    private static boolean isObject(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return end > 1 && text.charAt(0) == '{' && text.charAt(end - 1) == '}';
    }

    private String write(LogEntry entry) {
        JsonObject out = new JsonObject(ascii);
        out.time(names.time, entry.epochMillis());
        if (names == FieldNames.LOGSTASH) {
            out.text("@version", "1");
        }
        out.text(names.level, entry.level());
        if (names.levelValue != null) {
            out.number(names.levelValue, levelValue(entry.severity()));
        }
        out.text(names.message, entry.message());
        if (names == FieldNames.ECS) {
            out.text("ecs.version", "1.2.0");
        }
        out.text(names.service, service);
        out.text(names.thread, entry.thread());
        out.text(names.logger, entry.logger());
        EntryFields fields = new EntryFields(out, names, keys);
        entry.fields(fields);
        fields.end();
        thrown(out, entry.thrown());
        return out.end();
    }

    private void thrown(JsonObject out, Throwable thrown) {
        if (thrown != null) {
            out.text(names.exceptionType, thrown.getClass().getName());
            out.text(names.exceptionMessage, thrown.getMessage());
            out.text(names.stackTrace, stackTrace(thrown));
        }
    }

    /** As the application itself would print it, suppressed exceptions included. */
    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter(2048);
        PrintWriter writer = new PrintWriter(text);
        thrown.printStackTrace(writer);
        writer.flush();
        return text.toString();
    }

    /** Logback's numbers: 5000 trace, 10000 debug, 20000 info, 30000 warn, 40000 error. */
    private static int levelValue(int severity) {
        int step = Math.min((severity - 1) / 4, 4);
        return step == 0 ? LOGSTASH_LEVEL_STEP / 2 : step * LOGSTASH_LEVEL_STEP;
    }
}
