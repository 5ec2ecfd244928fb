package io.obsagent.telemetry.export;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A bounded queue for many producers and one consumer, without locks and without an object per entry. */
final class SpanQueue<S> {

    /** Time from taking a place to storing the span in it; far more than any producer needs. */
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final AtomicReferenceArray<S> slots;
    private final int mask;
    private final int capacity;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong head = new AtomicLong();

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
            position = tail.get();
            if (position - head.get() >= capacity) {
                return -1;
            }
        } while (!tail.compareAndSet(position, position + 1));
        return position;
    }

    /** Takes the oldest span; null when there is none, or when its producer has not stored it yet. */
    S poll() {
        long position = head.get();
        int index = (int) position & mask;
        S span = slots.get(index);
        if (span != null) {
            slots.lazySet(index, null);
            head.lazySet(position + 1);
        }
        return span;
    }

    /**
     * Gives up the oldest place when nothing has been stored in it for a second: its producer's stack has ended between
     * taking and storing, and all that came later would wait for ever. Called by the consumer when there is nothing to
     * poll.
     *
     * @return whether a place, and with it a span, was given up
     */
    boolean giveUpPlace() {
        long position = head.get();
        if (position == tail.get()) {
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
        head.lazySet(position + 1);
        return true;
    }

    /** The number of spans in the queue, the ones being stored included. */
    int size() {
        return (int) (tail.get() - head.get());
    }
}
