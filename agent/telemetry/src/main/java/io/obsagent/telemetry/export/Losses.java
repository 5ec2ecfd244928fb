package io.obsagent.telemetry.export;

import java.util.concurrent.atomic.LongAdder;

/** Counts the spans that were lost. Thread safe. */
final class Losses {

    private final LongAdder[] counts = new LongAdder[LossReason.values().length];

    Losses() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    void add(LossReason reason, long spans) {
        counts[reason.ordinal()].add(spans);
    }

    long count(LossReason reason) {
        return counts[reason.ordinal()].sum();
    }

    long total() {
        long total = 0;
        for (LongAdder count : counts) {
            total += count.sum();
        }
        return total;
    }
}
