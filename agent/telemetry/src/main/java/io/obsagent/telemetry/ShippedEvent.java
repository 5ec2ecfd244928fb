package io.obsagent.telemetry;

import io.obsagent.telemetry.export.LogExporter;
import java.util.ArrayList;
import java.util.List;

/** What is sent of a log event: texts, numbers and booleans, no object of the application's. Not changed once it waits. */
final class ShippedEvent implements LogExporter.Waiting {

    private static final int BYTES_BESIDE_TEXTS = 200;
    private static final int BYTES_OF_FIELD = 50;

    final long epochMillis;
    final int severity;
    final String level;
    final String logger;
    final String thread;
    final String message;

    /** How many like it were not sent since the last; mostly 0. */
    final long suppressed;

    /** Class of what was thrown, or null. */
    String exceptionType;

    String exceptionMessage;
    String stackTrace;
    /** Whether message and stack trace may cite statements. */
    boolean sql;

    /** 32 hex digits, or null. */
    String traceId;

    /** 16 hex digits, or null. */
    String spanId;

    boolean sampled;

    /** Names and values in turn; values are texts, numbers of the JDK's or booleans. */
    final List<Object> fields = new ArrayList<Object>();

    private int bytes = BYTES_BESIDE_TEXTS;

    ShippedEvent(
            long epochMillis,
            int severity,
            String level,
            String logger,
            String thread,
            String message,
            long suppressed) {
        this.epochMillis = epochMillis;
        this.severity = severity;
        this.level = level;
        this.logger = logger;
        this.thread = thread;
        this.message = message;
        this.suppressed = suppressed;
        addBytesOf(message);
    }

    void thrown(String type, String text, String trace) {
        exceptionType = type;
        exceptionMessage = text;
        stackTrace = trace;
        addBytesOf(text);
        addBytesOf(trace);
    }

    void field(String name, Object value) {
        fields.add(name);
        fields.add(value);
        bytes += BYTES_OF_FIELD + 2 * name.length();
        addBytesOf(value instanceof String ? (String) value : null);
    }

    private void addBytesOf(String text) {
        bytes += text == null ? 0 : 2 * text.length();
    }

    @Override
    public int bytes() {
        return bytes;
    }
}
