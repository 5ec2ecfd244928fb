package io.obsagent.api;

/** Holds the telemetry of this JVM. Written once by the agent's start, read by {@link Telemetry#get()}. */
public final class TelemetryHolder {

    static volatile Telemetry telemetry = new NoTelemetry();

    private TelemetryHolder() {}

    /**
     * Used by the agent's start and end, and by tests.
     *
     * @param started null when nothing is to be recorded any more
     */
    public static void set(Telemetry started) {
        telemetry = started == null ? new NoTelemetry() : started;
    }
}
