package io.obsagent.telemetry.export;

import io.obsagent.api.AgentLog;

/** Whether the collector takes spans or log events; a line in the agent's log when that changes. Used by one thread but for {@link #isUp}. */
final class CollectorState {

    private final String collector;
    private final String what;
    private final String droppedMetric;
    private volatile Boolean up;
    private boolean rejectionTold;

    /**
     * @param collector its name for messages
     * @param what it takes: spans or log events
     * @param droppedMetric counts those that are lost
     */
    CollectorState(String collector, String what, String droppedMetric) {
        this.collector = collector;
        this.what = what;
        this.droppedMetric = droppedMetric;
    }

    /** Whether the collector accepted the last batch; null before the first. Called by any thread. */
    Boolean isUp() {
        return up;
    }

    /** Whether it is known that the collector takes none, and has been told. */
    boolean isAway() {
        return Boolean.FALSE.equals(up);
    }

    /**
     * A batch was not taken.
     *
     * @param prospect what becomes of them
     */
    void away(String problem, String prospect) {
        up = Boolean.FALSE;
        AgentLog.warn(
                42,
                "collector " + collector + " takes no " + what + " (" + problem + "); the application runs on, "
                        + prospect);
    }

    /** A batch was taken. */
    void back(Losses losses) {
        if (isAway()) {
            AgentLog.info(
                    43,
                    "collector " + collector + " takes " + what + " again; " + losses.total() + " were lost so far");
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
            AgentLog.warn(
                    41,
                    "collector " + collector + " rejected " + spans + ' ' + what + " of a batch"
                            + (warning == null ? "" : " (" + warning + ')')
                            + "; " + droppedMetric + "{reason=\"rejected\"} counts them, this line is not repeated");
        }
    }
}
