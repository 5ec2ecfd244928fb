package io.obsagent.api;

/** The names of the log fields (MDC keys, attributes of requests in access logs) that tie a log line to its span. */
public final class LogKeys {

    /** {@code trace_id}, {@code span_id}, {@code trace_flags}. */
    public static final LogKeys DEFAULT = new LogKeys("trace_id", "span_id", "trace_flags", false, false);

    private final String traceId;
    private final String spanId;
    private final String traceFlags;
    private final boolean mdcGet;
    private final boolean inMessages;

    /**
     * @param traceId the field of the trace id, not null
     * @param spanId the field of the span id, not null
     * @param traceFlags the field of the trace flags, not null
     * @param mdcGet whether {@code MDC.get} answers with them
     * @param inMessages whether messages of libraries without an MDC end with them
     */
    public LogKeys(String traceId, String spanId, String traceFlags, boolean mdcGet, boolean inMessages) {
        this.traceId = traceId;
        this.spanId = spanId;
        this.traceFlags = traceFlags;
        this.mdcGet = mdcGet;
        this.inMessages = inMessages;
    }

    /** The value of a field of an operation's; null where none of them has that name. */
    public String value(String field, Operation operation) {
        if (traceId.equals(field)) {
            return operation.traceId();
        }
        if (spanId.equals(field)) {
            return operation.spanId();
        }
        return traceFlags.equals(field) ? operation.traceFlags() : null;
    }

    /** The field of {@link Operation#traceId()}. */
    public String traceId() {
        return traceId;
    }

    /** The field of {@link Operation#spanId()}. */
    public String spanId() {
        return spanId;
    }

    /** Whether {@code MDC.get} of a logging library answers with these fields though they are not kept in it. */
    public boolean answerMdcGet() {
        return mdcGet;
    }

    /** Whether messages of a logging library that has no MDC, java.util.logging, end with these fields. */
    public boolean inMessages() {
        return inMessages;
    }

    /** The field of {@link Operation#traceFlags()}. */
    public String traceFlags() {
        return traceFlags;
    }
}
