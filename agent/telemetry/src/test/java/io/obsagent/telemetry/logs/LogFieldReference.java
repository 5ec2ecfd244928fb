package io.obsagent.telemetry.logs;

import java.util.function.Function;

/** The names of the fields in lines of JSON, for docs/telemetry.md. */
public final class LogFieldReference {

    private LogFieldReference() {}

    /** Appends a table of what `logs.format` calls what. */
    public static void write(StringBuilder out) {
        out.append("### Lines of JSON\n\n");
        out.append(
                "With `logs.format`. Structured arguments, the MDC and the ids of the trace are further fields; each name\n");
        out.append("stands there once, and what the application calls like one of these gets `app.` in front.\n\n");
        out.append("| what | `json` | `ecs` | `logstash` |\n| --- | --- | --- | --- |\n");
        row(out, "time, UTC", names -> names.time);
        row(out, "level as the library spells it", names -> names.level);
        row(out, "level as Logback's number", names -> names.levelValue);
        row(out, "message", names -> names.message);
        row(out, "logger", names -> names.logger);
        row(out, "thread", names -> names.thread);
        row(out, "names of markers", names -> names.tags);
        row(out, "class of the exception", names -> names.exceptionType);
        row(out, "its message", names -> names.exceptionMessage);
        row(out, "its stack trace with all causes", names -> names.stackTrace);
        row(out, "name of the service", names -> names.service);
        out.append(
                "| ids of the trace | as above | `trace.id`, `span.id`, `trace_flags`; other names that are configured "
                        + "stay | as above |\n");
        out.append("| version of the format | | `ecs.version`: 1.2.0 | `@version`: 1 |\n\n");
        writeSent(out);
    }

    private static void writeSent(StringBuilder out) {
        out.append("### Events that are sent\n\n");
        out.append(
                "With `logs.ship`, whatever appenders there are and whatever these filter. Of java.util.logging and JBoss\n"
                        + "LogManager nothing of a logger that has a filter itself: it may mask what is not to leave. The MDC and structured\n");
        out.append("arguments are further attributes (OTLP), or fields with `_` in front (GELF).\n\n");
        out.append("| what | `otlp` | `gelf` |\n| --- | --- | --- |\n");
        sent(out, "time", "`time_unix_nano`", "`timestamp`");
        sent(out, "level as the library spells it", "`severity_text`", "`_level_name`");
        sent(out, "level as a number", "`severity_number`", "`level`, as of syslog");
        sent(out, "message", "`body`", "`short_message`: its first line, `full_message`: all, and the stack trace");
        sent(out, "logger", "name of the scope", "`_logger`");
        sent(out, "thread", "`thread.name`", "`_thread`");
        sent(out, "names of markers", "`tags`", "`_tags`");
        sent(out, "class of the exception", "`exception.type`", "`_exception.type`");
        sent(out, "its message", "`exception.message`", "`_exception.message`");
        sent(out, "its stack trace with all causes", "`exception.stacktrace`", "in `full_message`");
        sent(out, "ids of the trace", "`trace_id`, `span_id`, `flags`", "`_trace_id`, `_span_id`");
        sent(out, "how many like it were not sent", "`log.suppressed`", "`_log.suppressed`");
        sent(out, "the service and where it runs", "the resource", "`host`, `_service.*`, `_deployment.*`");
        out.append('\n');
    }

    private static void sent(StringBuilder out, String what, String otlp, String gelf) {
        out.append("| ")
                .append(what)
                .append(" | ")
                .append(otlp)
                .append(" | ")
                .append(gelf)
                .append(" |\n");
    }

    private static void row(StringBuilder out, String what, Function<FieldNames, String> name) {
        out.append("| ").append(what);
        for (FieldNames names : FieldNames.values()) {
            String text = name.apply(names);
            out.append(" | ").append(text == null ? "" : "`" + text + "`");
        }
        out.append(" |\n");
    }
}
