package io.obsagent.telemetry.export;

/**
 * Why spans or log events were lost: values of the label {@code reason} of {@code obs_agent_spans_dropped_total} and
 * {@code obs_agent_logs_dropped_total}.
 */
public enum LossReason {
    /** More spans ended than the queue holds. */
    QUEUE_FULL("queue_full", true, true),
    /** More spans waited for the end of a trace that was then kept than may wait, or they waited too long. */
    HELD_FULL("held_full", true, false),
    /** The collector refused the batch for good. */
    REFUSED("refused", true, true),
    /** The collector took the batch and said that it rejected these. */
    REJECTED("rejected", true, true),
    /** They were the oldest when the spool had reached its size. */
    SPOOL_FULL("spool_full", true, false),
    /** They waited in the spool for longer than allowed. */
    SPOOL_EXPIRED("spool_expired", true, false),
    /** Their file in the spool was damaged. */
    SPOOL_UNREADABLE("spool_unreadable", true, false),
    /** Others of the same statement had been sent: {@code logs.max-repeats}. */
    REPEATED("repeated", false, true),
    /** They were too long for GELF over UDP. */
    TOO_LONG("too_long", false, true),
    /** The agent itself failed; {@code log.level: debug} tells how. */
    FAILED("failed", true, true);

    private final String label;
    private final boolean ofSpans;
    private final boolean ofLogs;

    LossReason(String label, boolean ofSpans, boolean ofLogs) {
        this.label = label;
        this.ofSpans = ofSpans;
        this.ofLogs = ofLogs;
    }

    /** Whether spans can be lost for it. */
    public boolean ofSpans() {
        return ofSpans;
    }

    /** Whether log events can be lost for it. */
    public boolean ofLogs() {
        return ofLogs;
    }

    /** The label's value. */
    public String label() {
        return label;
    }
}
