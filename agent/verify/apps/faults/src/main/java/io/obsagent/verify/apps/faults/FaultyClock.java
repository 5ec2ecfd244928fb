package io.obsagent.verify.apps.faults;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * What the agent is changed to ask in place of the JVM's clocks. The application says by how much they are wrong; as it cannot
 * see the agent's copy of this class, by system properties.
 */
public final class FaultyClock {

    private FaultyClock() {}

    /**
     * Sets by how much the clocks are wrong.
     *
     * @param dayMillis the time of day
     * @param nanos what only goes on, if all is well
     * @param slowMillis how long the time of day takes to answer; the other takes a hundredth of that
     */
    static void set(long dayMillis, long nanos, long slowMillis) {
        System.setProperty("faulty.day", String.valueOf(dayMillis));
        System.setProperty("faulty.nanos", String.valueOf(nanos));
        System.setProperty("faulty.slow", String.valueOf(slowMillis));
        System.setProperty("faulty.read", "");
    }

    /** Waits until the agent has asked for the time of day since it was set, or for the first time. */
    static void awaitReading() throws InterruptedException {
        for (int i = 0; i < 6_000 && System.getProperty("faulty.read", "").isEmpty(); i++) {
            Thread.sleep(10);
        }
    }

    /** Called by the agent. */
    public static long nanoTime() {
        LockSupport.parkNanos(slowMillis() * 10_000);
        return System.nanoTime() + Long.getLong("faulty.nanos", 0);
    }

    /** Called by the agent. */
    public static Instant now() {
        String wrong = System.getProperty("faulty.day", "0");
        LockSupport.parkNanos(slowMillis() * 1_000_000);
        System.setProperty("faulty.read", wrong);
        return Instant.now().plusMillis(Long.parseLong(wrong));
    }

    /** Called by the agent. */
    public static long currentTimeMillis() {
        return now().toEpochMilli();
    }

    private static long slowMillis() {
        return Long.getLong("faulty.slow", 0);
    }
}
