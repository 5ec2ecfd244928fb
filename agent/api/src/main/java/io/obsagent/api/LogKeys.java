package io.obsagent.api;

/** The names of the log fields (MDC keys) that tie a log line to its span. */
public final class LogKeys {

    /** {@code trace_id}, {@code span_id}, {@code trace_flags}. */
    public static final LogKeys DEFAULT = new LogKeys("trace_id", "span_id", "trace_flags");

    private final String traceId;
    private final String spanId;
    private final String traceFlags;

    /**
     * @param traceId the field of the trace id, not null
     * @param spanId the field of the span id, not null
     * @param traceFlags the field of the trace flags, not null
     */
    public LogKeys(String traceId, String spanId, String traceFlags) {
        this.traceId = traceId;
        this.spanId = spanId;
        this.traceFlags = traceFlags;
    }

    /** The field of {@link Operation#traceId()}. */
    public String traceId() {
        return traceId;
    }

    /** The field of {@link Operation#spanId()}. */
    public String spanId() {
        return spanId;
    }

    /** The field of {@link Operation#traceFlags()}. */
    public String traceFlags() {
        return traceFlags;
    }
}
