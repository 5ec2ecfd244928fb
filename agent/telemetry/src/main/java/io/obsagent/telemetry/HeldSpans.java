package io.obsagent.telemetry;

import io.obsagent.telemetry.export.LossReason;
import io.obsagent.telemetry.export.SpanExporter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * How many spans wait for the end of their traces, in all and of each trace, and which traces those are: one that never ends
 * is not to keep its places. Thread safe.
 */
final class HeldSpans {

    private static final int MOST_TRACES = 1024;
    private static final int TRIES = 16;

    private final int most;
    private final SpanExporter<SpanOperation> exporter;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicReferenceArray<HeldTrace> traces = new AtomicReferenceArray<HeldTrace>(MOST_TRACES);
    private final AtomicInteger next = new AtomicInteger();

    /** @param most in all; of one trace a quarter of it */
    HeldSpans(int most, SpanExporter<SpanOperation> exporter) {
        this.most = most;
        this.exporter = exporter;
    }

    int mostOfATrace() {
        return Math.max(1, most / 4);
    }

    /** Whether there is a place for one more span, which is then taken. */
    boolean takePlace() {
        if (taken.incrementAndGet() <= most) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    void free(int places) {
        if (places > 0) {
            taken.addAndGet(-places);
        }
    }

    /** Whether more than a quarter of the places is taken. */
    boolean isBehind() {
        return taken.get() > most / 4;
    }

    /** Notes a trace that has spans; returns its slot, or -1 when so many have. */
    int register(HeldTrace trace) {
        int first = next.getAndAdd(TRIES);
        for (int i = first; i < first + TRIES; i++) {
            int slot = i & MOST_TRACES - 1;
            if (traces.get(slot) == null && traces.compareAndSet(slot, null, trace)) {
                return slot;
            }
        }
        return -1;
    }

    void unregister(int slot) {
        traces.set(slot, null);
    }

    /** Lets traces be kept or lose their places by their age. */
    void giveUpOld(long nanoTime) {
        for (int slot = 0; slot < MOST_TRACES; slot++) {
            HeldTrace trace = traces.get(slot);
            if (trace != null) {
                trace.grow(nanoTime);
            }
        }
    }

    void export(SpanOperation span) {
        exporter.submit(span);
    }

    void lost(int spans) {
        if (spans > 0) {
            exporter.lost(LossReason.HELD_FULL, spans);
        }
    }
}
