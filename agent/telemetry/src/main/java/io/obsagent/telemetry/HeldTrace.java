package io.obsagent.telemetry;

import java.util.Arrays;

/**
 * The part of a trace in this JVM that was not chosen where it began, and is kept when it fails or is slow. Its ended spans
 * wait until the first operation has ended, or until it is certain that they are kept. Thread safe.
 */
final class HeldTrace {

    private static final int NO_SLOT = -1;

    private final HeldSpans all;
    private final KeptTraces keep;
    /** Not the operation itself, which may hold on to an exception of the application's until it has ended. */
    private final long firstSpanId;

    private final long startNanoTime = System.nanoTime();

    /** {@link Sampler#HOLD} until it is decided. */
    private volatile byte decision = Sampler.HOLD;

    private SpanOperation[] spans;
    private int count;
    /** The spans for which there was no place, or that have waited too long. */
    private int lost;

    private int slot = NO_SLOT;
    /** Whether there were too many traces: once is enough to find that out. */
    private boolean refused;

    HeldTrace(HeldSpans all, KeptTraces keep, SpanOperation first) {
        this.all = all;
        this.keep = keep;
        this.firstSpanId = first.spanId;
    }

    /** What is decided for operations that begin now. */
    byte decisionForChildren() {
        return decision;
    }

    boolean isKept() {
        return decision == Sampler.SAMPLE;
    }

    /** Whether the trace is certainly kept, now that one of its operations has ended as it did. */
    boolean keeps(SpanOperation ended) {
        if (decision == Sampler.HOLD) {
            long age = isFirst(ended) ? ended.durationNanos() : System.nanoTime() - startNanoTime;
            if (keep.include(ended.failed, age)) {
                keep();
            }
        }
        return isKept();
    }

    /** Takes a span that has ended. */
    void ended(SpanOperation span) {
        if (keeps(span) || !holds(span)) {
            all.export(span);
        }
    }

    /** Takes note that an operation turned out to be none. */
    void discarded(SpanOperation span) {
        if (isFirst(span)) {
            drop();
        }
    }

    /** Ends the waiting of what is kept for its age, or has waited for too long. Called by the agent's own thread. */
    void grow(long nanoTime) {
        long age = nanoTime - startNanoTime;
        if (keep.include(false, age)) {
            keep();
        } else if (keep.isTooOld(age)) {
            forget();
        }
    }

    /** Holds the span, or drops it with its trace; false when another thread has just decided to keep both. */
    private synchronized boolean holds(SpanOperation span) {
        if (isKept()) {
            return false;
        }
        if (isFirst(span)) {
            drop();
        } else if (decision == Sampler.HOLD) {
            add(span);
        }
        return true;
    }

    private boolean isFirst(SpanOperation span) {
        return span.spanId == firstSpanId;
    }

    private void add(SpanOperation span) {
        if (spans == null) {
            spans = new SpanOperation[4];
        } else if (count == spans.length) {
            spans = Arrays.copyOf(spans, count * 2);
        }
        if (slot == NO_SLOT && !refused) {
            slot = all.register(this);
            refused = slot == NO_SLOT;
        }
        // the place last: where memory or stack end before, none is lost for good
        if (slot != NO_SLOT && count < all.mostOfATrace() && all.takePlace()) {
            spans[count++] = span;
        } else {
            lost++;
        }
    }

    private void keep() {
        SpanOperation[] kept;
        int keptCount;
        int lostCount;
        synchronized (this) {
            if (decision != Sampler.HOLD) {
                return;
            }
            decision = Sampler.SAMPLE;
            kept = spans;
            keptCount = count;
            lostCount = lost;
            release();
        }
        for (int i = 0; i < keptCount; i++) {
            all.export(kept[i]);
        }
        all.lost(lostCount);
    }

    private synchronized void drop() {
        if (decision == Sampler.HOLD) {
            decision = Sampler.DROP;
            release();
        }
    }

    private synchronized void forget() {
        if (decision == Sampler.HOLD) {
            lost += count;
            release();
        }
    }

    private void release() {
        spans = null;
        all.free(count);
        count = 0;
        if (slot != NO_SLOT) {
            all.unregister(slot);
            slot = NO_SLOT;
        }
    }
}
