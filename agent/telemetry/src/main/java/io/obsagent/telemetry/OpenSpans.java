package io.obsagent.telemetry;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The sampled operations that have begun and not ended, for the moment when the JVM ends. An operation takes the first
 * free place among those of its thread and gives it back when it ends, so that threads neither wait for each other nor
 * share what is in their processor's cache, and nothing is allocated.
 *
 * <p>Where more operations are open than there are places, or two threads take the same place at the same moment, one is
 * not known here: should the JVM end now, its span is missing. Nothing else depends on this table. Thread safe.
 */
final class OpenSpans {

    /** Powers of two. A stripe is a cache line. */
    private static final int STRIPES = 256;

    private static final int PLACES = 16;

    /** Whoever takes longer has forgotten to end it: its place, and what it refers to, are free again. */
    private static final long MAX_NANOS = TimeUnit.HOURS.toNanos(1);

    /** Looking at each place costs a millisecond while this code is interpreted: not in an application's start. */
    private static final long LOOK_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** When {@link #forgetOld} has looked last. */
    private long lookedAt = System.nanoTime();

    private final AtomicReferenceArray<SpanOperation> table = new AtomicReferenceArray<SpanOperation>(STRIPES * PLACES);

    /** Notes an operation that begins. Called by the thread that begins it. */
    void add(SpanOperation begun) {
        int first = ((int) Thread.currentThread().getId() & STRIPES - 1) * PLACES;
        for (int i = first; i < first + PLACES; i++) {
            SpanOperation there = table.get(i);
            if (there == null || there.hasEnded()) {
                table.lazySet(i, begun);
                begun.place = i + 1;
                return;
            }
        }
    }

    /** Forgets an operation that has ended. Called by any thread. */
    void remove(SpanOperation ended) {
        int i = ended.place - 1;
        if (i >= 0 && table.get(i) == ended) {
            table.lazySet(i, null);
        }
    }

    /** Forgets operations that nobody seems to end. Called about once a second, by one thread. */
    void forgetOld(long nanoTime) {
        if (nanoTime - lookedAt < LOOK_NANOS) {
            return;
        }
        lookedAt = nanoTime;
        for (int i = 0; i < table.length(); i++) {
            SpanOperation open = table.get(i);
            if (open != null && open.isOlder(MAX_NANOS, nanoTime)) {
                table.compareAndSet(i, open, null);
            }
        }
    }

    /** Ends the spans of all operations that are open, now. */
    void cutOff() {
        long now = System.nanoTime();
        for (int i = 0; i < table.length(); i++) {
            SpanOperation open = table.get(i);
            if (open != null) {
                open.cutOff(now);
            }
        }
    }
}
