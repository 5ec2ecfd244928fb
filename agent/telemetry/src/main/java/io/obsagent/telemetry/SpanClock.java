package io.obsagent.telemetry;

import java.time.Instant;

/**
 * Tells the time of day in nanoseconds at the cost of {@link System#nanoTime}: it keeps the distance between the two,
 * and measures it again from time to time because the operating system corrects the time of day.
 */
final class SpanClock {

    private static final long MEASURE_NANOS = 30_000_000_000L;

    private volatile long offset;
    private volatile long measured;

    SpanClock() {
        measure(System.nanoTime());
    }

    /** Nanoseconds since the epoch at a {@link System#nanoTime()}. */
    long epochNanos(long nanoTime) {
        return nanoTime + offset;
    }

    /** Measures again when it is time to. Called about once a second. */
    void tick() {
        long now = System.nanoTime();
        if (now - measured > MEASURE_NANOS) {
            measure(now);
        }
    }

    private void measure(long nanoTime) {
        Instant now = Instant.now(); // microseconds from Java 9 on, so that spans of several processes line up
        offset = now.getEpochSecond() * 1_000_000_000L + now.getNano() - System.nanoTime();
        measured = nanoTime;
    }
}
