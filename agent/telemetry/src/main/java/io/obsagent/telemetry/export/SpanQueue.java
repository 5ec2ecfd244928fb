package io.obsagent.telemetry.export;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A bounded queue for many producers and one consumer, without locks and without an object per entry. The consumer takes
 * entries in runs, and tells producers of the free places once a run.
 */
final class SpanQueue<S> {

    /** Time from taking a place to storing the span in it; far more than any producer needs. */
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    /** Indexes of the positions, two cache lines apart. */
    private static final int TAIL = 16;

    private static final int HEAD = 32;

    private final AtomicReferenceArray<S> slots;
    private final int mask;
    private final int capacity;
    /** The next place to fill, and the first one that is taken: apart from each other, or each would slow the other. */
    private final AtomicLongArray positions = new AtomicLongArray(48);

    /** The place whose producer the consumer waits for, and since when. */
    private long awaited = -1;

    private long awaitedSince;

    SpanQueue(int capacity) {
        int length = Math.max(2, Integer.highestOneBit(capacity - 1) << 1);
        this.slots = new AtomicReferenceArray<S>(length);
        this.mask = length - 1;
        this.capacity = capacity;
    }

    /** Appends a span; returns false when the queue is full. Called by any thread. */
    boolean offer(S span) {
        long position = takePlace();
        if (position < 0) {
            return false;
        }
        slots.lazySet((int) position & mask, span);
        return true;
    }

    /** Takes the next place for a span; -1 when the queue is full. */
    long takePlace() {
        long position;
        do {
            position = positions.get(TAIL);
            if (position - positions.get(HEAD) >= capacity) {
                return -1;
            }
        } while (!positions.compareAndSet(TAIL, position, position + 1));
        return position;
    }

    /**
     * Takes the oldest spans, up to the first that its producer has not stored yet.
     *
     * @param to where they go, from 0 on
     * @param most how many of them
     * @return how many they are
     */
    int poll(S[] to, int most) {
        long position = positions.get(HEAD);
        int count = 0;
        while (count < most) {
            int index = (int) (position + count) & mask;
            S span = slots.get(index);
            if (span == null) {
                break;
            }
            slots.lazySet(index, null);
            to[count++] = span;
        }
        if (count > 0) {
            positions.lazySet(HEAD, position + count);
        }
        return count;
    }

    /**
     * Gives up the oldest place when nothing has been stored in it for a second: its producer's stack has ended between
     * taking and storing, and all that came later would wait for ever. Called by the consumer when there is nothing to
     * poll.
     *
     * @return whether a place, and with it a span, was given up
     */
    boolean giveUpPlace() {
        long position = positions.get(HEAD);
        if (position == positions.get(TAIL)) {
            return false;
        }
        long now = System.nanoTime();
        if (awaited != position) {
            awaited = position;
            awaitedSince = now;
        }
        if (now - awaitedSince < PATIENCE_NANOS) {
            return false;
        }
        positions.lazySet(HEAD, position + 1);
        return true;
    }

    /** The number of spans in the queue, the ones being stored included. */
    int size() {
        return (int) (positions.get(TAIL) - positions.get(HEAD));
    }

    /** The number of places that were ever taken. */
    long taken() {
        return positions.get(TAIL);
    }
}
