package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.LogEntry;
import io.obsagent.api.LogFields;
import io.obsagent.instrumentation.logging.JulLevels;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;

/** A record of JBoss LogManager. */
final class JbossEntry implements LogEntry {

    private final ExtLogRecord record;
    private final String logger;

    JbossEntry(ExtLogRecord record) {
        this(record, record.getLoggerName());
    }

    /** @param logger the name of the logger, which the record learns only while it is written */
    JbossEntry(ExtLogRecord record, String logger) {
        this.record = record;
        this.logger = logger;
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
        return logger;
    }

    @Override
    public String thread() {
        return record.getThreadName();
    }

    @Override
    public String message() {
        return record.getFormattedMessage();
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
        for (Map.Entry<String, String> field : record.getMdcCopy().entrySet()) {
            out.field(field.getKey(), field.getValue());
        }
    }
}
