package io.obsagent.instrumentation.logging.line;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.obsagent.api.LogEntry;
import io.obsagent.api.LogFields;
import java.util.Map;
import org.slf4j.Marker;

/** An event of Logback. */
final class LogbackEntry implements LogEntry {

    /** Logback from 1.3 on, with SLF4J 2. */
    private static final boolean FLUENT = OptionalLibrary.isPresent("org.slf4j.event.KeyValuePair");

    private static final boolean LOGSTASH =
            OptionalLibrary.isPresent("net.logstash.logback.argument.StructuredArgument");

    private final ILoggingEvent event;

    LogbackEntry(ILoggingEvent event) {
        this.event = event;
    }

    @Override
    public long epochMillis() {
        return event.getTimeStamp();
    }

    @Override
    public String level() {
        return event.getLevel().levelStr;
    }

    @Override
    public int severity() {
        int level = event.getLevel().levelInt;
        if (level >= Level.WARN_INT) {
            return level >= Level.ERROR_INT ? 17 : 13;
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
        return event.getFormattedMessage();
    }

    /** An exception that came from another JVM, or in a class of the application's, only the text has. */
    static boolean isWhole(ILoggingEvent event) {
        IThrowableProxy proxy = event.getThrowableProxy();
        return proxy == null || proxy instanceof ThrowableProxy;
    }

    @Override
    public String template() {
        return event.getMessage();
    }

    @Override
    public Throwable thrown() {
        IThrowableProxy proxy = event.getThrowableProxy();
        return proxy instanceof ThrowableProxy ? ((ThrowableProxy) proxy).getThrowable() : null;
    }

    @Override
    public void fields(LogFields out) {
        if (LOGSTASH) {
            LogstashFields.write(event, out);
        }
        if (FLUENT) {
            FluentFields.write(event, out);
        } else {
            marker(event.getMarker(), out);
        }
        Map<String, String> mdc = event.getMDCPropertyMap();
        if (mdc != null) {
            for (Map.Entry<String, String> field : mdc.entrySet()) {
                out.field(field.getKey(), field.getValue());
            }
        }
    }

    /** Those of logstash-logback-encoder are fields and not names. */
    static void marker(Marker marker, LogFields out) {
        if (marker != null && !(LOGSTASH && LogstashFields.isStructured(marker))) {
            out.tag(marker.getName());
        }
    }

    static boolean hasStructuredMarker(ILoggingEvent event) {
        return FLUENT ? FluentFields.hasStructuredMarker(event) : LogstashFields.isStructured(event.getMarker());
    }
}
