package io.obsagent.telemetry.export;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A bounded queue for many producers and one consumer, without locks and without an object per entry. */
final class SpanQueue<S> {

    private final AtomicReferenceArray<S> slots;
    private final int mask;
    private final int capacity;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong head = new AtomicLong();

    SpanQueue(int capacity) {
        int length = Math.max(2, Integer.highestOneBit(capacity - 1) << 1);
        this.slots = new AtomicReferenceArray<S>(length);
        this.mask = length - 1;
        this.capacity = capacity;
    }

    /** Appends a span; returns false when the queue is full. Called by any thread. */
    boolean offer(S span) {
        long position;
        do {
            position = tail.get();
            if (position - head.get() >= capacity) {
                return false;
            }
        } while (!tail.compareAndSet(position, position + 1));
        slots.lazySet((int) position & mask, span);
        return true;
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

    /** The number of spans in the queue, the ones being stored included. */
    int size() {
        return (int) (tail.get() - head.get());
    }
}
