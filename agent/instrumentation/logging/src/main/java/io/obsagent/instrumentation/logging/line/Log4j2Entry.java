package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.LogEntry;
import io.obsagent.api.LogFields;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;

/** An event of Log4j 2. */
final class Log4j2Entry implements LogEntry {

    private final LogEvent event;

    Log4j2Entry(LogEvent event) {
        this.event = event;
    }

    @Override
    public long epochMillis() {
        return event.getTimeMillis();
    }

    @Override
    public String level() {
        return event.getLevel().name();
    }

    @Override
    public int severity() {
        int level = event.getLevel().intLevel();
        if (level <= Level.WARN.intLevel()) {
            return level <= Level.FATAL.intLevel() ? 21 : level <= Level.ERROR.intLevel() ? 17 : 13;
        }
        if (level <= Level.DEBUG.intLevel()) {
            return level <= Level.INFO.intLevel() ? 9 : 5;
        }
        return 1;
    }

    @Override
    public String logger() {
        return event.getLoggerName();
    }

    @Override
    public String thread() {
        return event.getThreadName();
    }

    @Override
    public String message() {
        return event.getMessage().getFormattedMessage();
    }

    /** An exception that came from another JVM, or out of a queue as bytes, only the text has. */
    static boolean isWhole(LogEvent event) {
        return event.getThrown() != null || event.getThrownProxy() == null;
    }

    @Override
    public String template() {
        return event.getMessage().getFormat();
    }

    @Override
    public Throwable thrown() {
        return event.getThrown();
    }

    @Override
    public void fields(LogFields out) {
        Map<?, ?> structured = structured(event.getMessage());
        if (structured != null) {
            add(structured, out);
        }
        add(event.getContextData().toMap(), out);
        Marker marker = event.getMarker();
        if (marker != null) {
            out.tag(marker.getName());
        }
    }

    /** The fields of a MapMessage, or of a map that is all there is to the message. */
    private static Map<?, ?> structured(Message message) {
        if (message instanceof MapMessage) {
            return ((MapMessage) message).getData();
        }
        // not by its class: garbage-free logging has copied the message into the event
        Object[] parameters = message.getParameters();
        Object parameter = parameters != null && parameters.length == 1 ? parameters[0] : null;
        boolean all = parameter instanceof Map && parameter.toString().equals(message.getFormattedMessage());
        return all ? (Map<?, ?>) parameter : null;
    }

    private static void add(Map<?, ?> fields, LogFields out) {
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            if (field.getKey() != null) {
                out.field(field.getKey().toString(), field.getValue());
            }
        }
    }
}
