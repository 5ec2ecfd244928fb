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

    boolean has(LabelValues labels) {
        for (int i = 0; i < values.length; i++) {
            String value = labels.label(i);
            if (!values[i].equals(value == null ? "" : value)) {
                return false;
            }
        }
        return true;
    }
}
