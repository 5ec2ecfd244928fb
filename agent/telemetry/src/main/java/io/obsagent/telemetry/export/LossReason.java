package io.obsagent.telemetry.export;

/** Why spans were lost: values of the label {@code reason} of {@code obs_agent_spans_dropped_total}. */
public enum LossReason {
    /** More spans ended than the queue holds. */
    QUEUE_FULL("queue_full"),
    /** More spans waited for the end of a trace that was then kept than may wait, or they waited too long. */
    HELD_FULL("held_full"),
    /** The collector refused the batch for good. */
    REFUSED("refused"),
    /** The collector took the batch and said that it rejected these. */
    REJECTED("rejected"),
    /** They were the oldest when the spool had reached its size. */
    SPOOL_FULL("spool_full"),
    /** They waited in the spool for longer than allowed. */
    SPOOL_EXPIRED("spool_expired"),
    /** Their file in the spool was damaged. */
    SPOOL_UNREADABLE("spool_unreadable"),
    /** The agent itself failed; {@code log.level: debug} tells how. */
    FAILED("failed");

    private final String label;

    LossReason(String label) {
        this.label = label;
    }

    /** The label's value. */
    public String label() {
        return label;
    }
}
