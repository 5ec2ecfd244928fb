package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.LogEntry;
import io.obsagent.api.LogFields;
import io.obsagent.api.LogKeys;
import io.obsagent.api.LoggedWithin;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import io.obsagent.instrumentation.logging.JulLevels;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A record of java.util.logging, which knows no fields but the trace it was logged in. */
final class JulEntry implements LogEntry {

    /** The thread on which Tomcat's files are written, whoever has logged. */
    private static final String WRITER_OF_TOMCAT = "AsyncFileHandlerWriter-";

    private final LogRecord record;
    private final Formatter formatter;

    /** @param formatter puts the arguments into the message */
    JulEntry(LogRecord record, Formatter formatter) {
        this.record = record;
        this.formatter = formatter;
    }

    @Override
    public long epochMillis() {
        return record.getMillis();
    }

    @Override
    public String level() {
        return record.getLevel().getName();
    }

    @Override
    public int severity() {
        return JulLevels.severity(record.getLevel());
    }

    @Override
    public String logger() {
        return record.getLoggerName();
    }

    /** Known where the thread that logs is the one that writes; the record has a number that few can tell anything by. */
    @Override
    public String thread() {
        String name = Thread.currentThread().getName();
        return name.startsWith(WRITER_OF_TOMCAT) ? null : name;
    }

    @Override
    public String message() {
        return formatter.formatMessage(record);
    }

    @Override
    public String template() {
        return record.getMessage();
    }

    @Override
    public Throwable thrown() {
        return record.getThrown();
    }

    @Override
    public void fields(LogFields out) {
        Operation operation = LoggedWithin.get(record);
        if (operation != null) {
            LogKeys keys = Telemetry.get().logKeys();
            out.field(keys.traceId(), operation.traceId());
            out.field(keys.spanId(), operation.spanId());
            out.field(keys.traceFlags(), operation.traceFlags());
        }
    }
}
