package io.obsagent.telemetry;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets so many through per second, and after a pause those of one second at once. A bucket of tokens, kept as the time
 * up to which they are used: one look when it is empty, one exchange when it is not. Thread safe.
 */
final class RateLimit {

    private static final double NANOS_PER_SECOND = 1e9;

    private final long intervalNanos;
    private final long bucketNanos;
    private final AtomicLong usedUpTo;

    RateLimit(double perSecond) {
        this(perSecond, System.nanoTime());
    }

    RateLimit(double perSecond, long nanoTime) {
        intervalNanos = Math.max(1, (long) (NANOS_PER_SECOND / perSecond));
        bucketNanos = Math.max((long) NANOS_PER_SECOND, intervalNanos);
        usedUpTo = new AtomicLong(nanoTime - bucketNanos);
    }

    boolean take() {
        return take(System.nanoTime());
    }

    boolean take(long nanoTime) {
        long before;
        long after;
        do {
            before = usedUpTo.get();
            long saved = Math.min(nanoTime - before, bucketNanos);
            if (saved < intervalNanos) {
                return false;
            }
            after = nanoTime - saved + intervalNanos;
        } while (!usedUpTo.compareAndSet(before, after));
        return true;
    }
}
