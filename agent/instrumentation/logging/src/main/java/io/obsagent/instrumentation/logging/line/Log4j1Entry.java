package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.LogEntry;
import io.obsagent.api.LogFields;
import java.util.Map;
import org.apache.log4j.Level;
import org.apache.log4j.spi.LoggingEvent;
import org.apache.log4j.spi.ThrowableInformation;

/** An event of Log4j 1. */
final class Log4j1Entry implements LogEntry {

    private final LoggingEvent event;

    Log4j1Entry(LoggingEvent event) {
        this.event = event;
    }

    @Override
    public long epochMillis() {
        return event.timeStamp;
    }

    @Override
    public String level() {
        return event.getLevel().toString();
    }

    @Override
    public int severity() {
        int level = event.getLevel().toInt();
        if (level >= Level.WARN_INT) {
            return level >= Level.FATAL_INT ? 21 : level >= Level.ERROR_INT ? 17 : 13;
        }
        if (level >= Level.DEBUG_INT) {
            return level >= Level.INFO_INT ? 9 : 5;
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
        return event.getRenderedMessage();
    }

    @Override
    public String template() {
        return event.getRenderedMessage();
    }

    @Override
    public Throwable thrown() {
        ThrowableInformation thrown = event.getThrowableInformation();
        return thrown == null ? null : thrown.getThrowable();
    }

    @Override
    public void fields(LogFields out) {
        Map<?, ?> properties = event.getProperties();
        for (Map.Entry<?, ?> field : properties.entrySet()) {
            out.field(String.valueOf(field.getKey()), field.getValue());
        }
    }
}
