package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.export.GelfEncoder;
import io.obsagent.telemetry.logs.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes log events as GELF 1.1. Used by the agent's thread alone.
 *
 * @see <a href="https://go2docs.graylog.org/current/getting_in_log_data/gelf.html">GELF</a>
 */
final class GelfWriter implements GelfEncoder<ShippedEvent> {

    private static final int MAX_SHORT_CHARS = 250;

    /** Names of our own, which fields of the application cannot take. */
    private static final String PREFIX = "_";

    private final String host;
    private final Map<String, Object> resource;
    private final Redaction redaction;

    /** @param resource texts and Longs */
    GelfWriter(AgentConfig config, Map<String, Object> resource) {
        Object name = resource.get("host.name");
        this.host = name == null ? "unknown" : name.toString();
        this.resource = resource;
        this.redaction = new Redaction(config);
    }

    @Override
    public byte[] encode(ShippedEvent event) {
        JsonObject out = new JsonObject(false);
        out.text("version", "1.1");
        out.text("host", host);
        String message = redaction.of(event.message, false);
        String stackTrace = redaction.of(event.stackTrace, event.sql);
        String shortMessage = firstLine(message == null || message.isEmpty() ? "-" : message);
        out.text("short_message", shortMessage);
        if (message != null && (stackTrace != null || !shortMessage.equals(message))) {
            out.text("full_message", stackTrace == null ? message : message + '\n' + stackTrace);
        }
        out.raw("timestamp", seconds(event.epochMillis));
        out.number("level", syslogLevel(event.severity));
        out.text("_level_name", event.level);
        out.text("_logger", event.logger);
        out.text("_thread", event.thread);
        out.text("_trace_id", event.traceId);
        out.text("_span_id", event.spanId);
        out.text("_exception.type", event.exceptionType);
        out.text("_exception.message", redaction.of(event.exceptionMessage, event.sql));
        if (event.suppressed > 0) {
            out.number(PREFIX + LogWriter.SUPPRESSED, event.suppressed);
        }
        writeResource(out);
        writeFields(out, event.fields);
        String line = out.end();
        return line.substring(0, line.length() - 1).getBytes(StandardCharsets.UTF_8);
    }

    private void writeResource(JsonObject out) {
        for (Map.Entry<String, Object> attribute : resource.entrySet()) {
            String name = attribute.getKey();
            if (name.startsWith("service.") || name.startsWith("deployment.")) {
                out.text(PREFIX + name, attribute.getValue().toString());
            }
        }
    }

    private void writeFields(JsonObject out, List<Object> fields) {
        for (int i = 0; i < fields.size(); i += 2) {
            String name = name((String) fields.get(i));
            Object value = fields.get(i + 1);
            if (value instanceof Number) {
                value = redaction.ofField((String) fields.get(i), (Number) value);
            } else if (value instanceof String) {
                value = redaction.ofField((String) fields.get(i), (String) value);
            }
            if (value instanceof String) {
                out.text(name, (String) value);
            } else if (value instanceof Boolean) {
                out.text(name, value.toString()); // GELF has texts and numbers
            } else {
                out.value(name, value);
            }
        }
    }

    /** Graylog takes word characters, dots and dashes; {@code _id} is its own. Ours come first in the message and count. */
    private static String name(String field) {
        StringBuilder name = new StringBuilder(PREFIX);
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            boolean allowed = c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-');
            name.append(allowed ? c : '_');
        }
        String text = name.toString();
        return isOurs(text) ? "_app." + text.substring(1) : text;
    }

    private static boolean isOurs(String name) {
        return name.equals("_id")
                || name.equals("_level_name")
                || name.equals("_logger")
                || name.equals("_thread")
                || name.equals("_trace_id")
                || name.equals("_span_id")
                || name.equals("_" + LogWriter.SUPPRESSED)
                || name.startsWith("_exception.")
                || name.startsWith("_service.")
                || name.startsWith("_deployment.");
    }

    private static String firstLine(String message) {
        int end = 0;
        while (end < message.length()
                && end < MAX_SHORT_CHARS
                && message.charAt(end) != '\n'
                && message.charAt(end) != '\r') {
            end++;
        }
        String line = message.substring(0, end).trim();
        return line.isEmpty() ? "-" : line;
    }

    private static String seconds(long epochMillis) {
        String millis = Long.toString(1000 + epochMillis % 1000);
        return epochMillis / 1000 + "." + millis.substring(1);
    }

    private static int syslogLevel(int severity) {
        if (severity >= 13) {
            return severity >= 21 ? 2 : severity >= 17 ? 3 : 4;
        }
        return severity >= 9 ? 6 : 7;
    }
}
