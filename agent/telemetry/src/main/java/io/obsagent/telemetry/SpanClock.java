package io.obsagent.telemetry;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * Tells the time of day in nanoseconds at the cost of {@link System#nanoTime}: it keeps the distance between the two,
 * and measures it again from time to time because the operating system corrects the time of day. It is set back, too:
 * durations and waits are never taken from it.
 */
final class SpanClock {

    private static final long MEASURE_NANOS = 30_000_000_000L;

    /** A distance that took longer to measure is measured again: the thread, or the clock, was held up meanwhile. */
    private static final long PROMPT_NANOS = 100_000;

    private static final int ATTEMPTS = 3;

    private final Supplier<Instant> timeOfDay;
    private volatile long offset;
    private volatile long measured;

    SpanClock() {
        this(null);
    }

    /** @param timeOfDay asked for the time; null: the operating system's clock is */
    SpanClock(Supplier<Instant> timeOfDay) {
        this.timeOfDay = timeOfDay;
        measure();
    }

    /** Nanoseconds since the epoch at a {@link System#nanoTime()}. Waits for nothing. */
    long epochNanos(long nanoTime) {
        return nanoTime + offset;
    }

    /** Measures again when it is time to. Called about once a second, on a thread of the agent. */
    void tick() {
        if (System.nanoTime() - measured > MEASURE_NANOS) {
            measure();
        }
    }

    /** Measures the distance, as promptly as it can. */
    void measure() {
        long best = 0;
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS && shortest > PROMPT_NANOS; i++) {
            long before = System.nanoTime();
            // microseconds from Java 9 on, so that spans of several processes line up
            Instant now = timeOfDay == null ? Instant.now() : timeOfDay.get();
            long took = System.nanoTime() - before;
            if (took < shortest) {
                shortest = took;
                best = now.getEpochSecond() * 1_000_000_000L + now.getNano() - before - took / 2;
            }
        }
        offset = best;
        measured = System.nanoTime();
    }
}
