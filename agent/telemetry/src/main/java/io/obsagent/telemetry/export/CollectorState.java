package io.obsagent.telemetry.export;

import io.obsagent.api.AgentLog;

/** Whether the collector takes spans; a line in the agent's log when that changes. Used by one thread but for {@link #isUp}. */
final class CollectorState {

    private final String collector;
    private volatile Boolean up;
    private boolean rejectionTold;

    /** @param collector its name for messages */
    CollectorState(String collector) {
        this.collector = collector;
    }

    /** Whether the collector accepted the last batch; null before the first. Called by any thread. */
    Boolean isUp() {
        return up;
    }

    /** Whether it is known that the collector takes no spans, and has been told. */
    boolean isAway() {
        return Boolean.FALSE.equals(up);
    }

    /**
     * A batch was not taken.
     *
     * @param prospect what becomes of spans
     */
    void away(String problem, String prospect) {
        up = Boolean.FALSE;
        AgentLog.warn(
                "collector " + collector + " takes no spans (" + problem + "); the application runs on, " + prospect);
    }

    /** A batch was taken. */
    void back(Losses losses) {
        if (isAway()) {
            AgentLog.info("collector " + collector + " takes spans again; " + losses.total() + " were lost so far");
        }
        up = Boolean.TRUE;
    }

    /**
     * Of a batch that was taken, the collector has rejected spans, or has something to say. That is told once.
     *
     * @param warning null when it says nothing
     */
    void rejected(long spans, String warning) {
        if (!rejectionTold && (spans > 0 || warning != null)) {
            rejectionTold = true;
            AgentLog.warn("collector " + collector + " rejected " + spans + " spans of a batch"
                    + (warning == null ? "" : " (" + warning + ')')
                    + "; obs_agent_spans_dropped_total{reason=\"rejected\"} counts them, this line is not repeated");
        }
    }
}
