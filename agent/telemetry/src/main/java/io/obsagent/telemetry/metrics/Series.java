package io.obsagent.telemetry.metrics;

import java.util.concurrent.atomic.LongAdder;

/** One set of label values and what is measured for it: an instrument for each metric of its {@link SeriesTable}. */
public final class Series {

    final int hash;
    final String[] values;
    private final Object[] instruments;

    Series(int hash, String[] values, Object[] instruments) {
        this.hash = hash;
        this.values = values;
        this.instruments = instruments;
    }

    /** The histogram of the metric at an index of the table. */
    public Histogram histogram(int metric) {
        return (Histogram) instruments[metric];
    }

    /** The counter or gauge of the metric at an index of the table. */
    public LongAdder adder(int metric) {
        return (LongAdder) instruments[metric];
    }

    /** Whether one of its label values stands for all that were too many. */
    public boolean isOverflow() {
        for (String value : values) {
            if (value.equals(SeriesTable.OTHER)) {
                return true;
            }
        }
        return false;
    }

    boolean has(LabelValues labels) {
        int last = values.length - 1;
        for (int i = 0; i < last; i++) {
            if (!has(i, labels.label(i))) {
                return false;
            }
        }
        return has(last, labels.service());
    }

    private boolean has(int index, String value) {
        return values[index].equals(value == null ? "" : value);
    }
}
