package io.obsagent.telemetry.metrics;

import java.util.concurrent.atomic.LongAdder;

/** One set of label values and what is measured for it: an instrument for each metric of its {@link SeriesTable}. */
public final class Series {

    final int hash;
    final String[] values;
    /** By metric, null where it is of the other kind; typed, so that one that is not asked for anything is not read. */
    private final Histogram[] histograms;

    private final LongAdder[] adders;

    /** @param bounds by metric, null where it is a counter or gauge */
    Series(int hash, String[] values, HistogramBounds[] bounds) {
        this.hash = hash;
        this.values = values;
        Histogram[] measuring = null;
        LongAdder[] counting = null;
        for (int i = 0; i < bounds.length; i++) {
            if (bounds[i] == null) {
                counting = counting == null ? new LongAdder[bounds.length] : counting;
                counting[i] = new LongAdder();
            } else {
                measuring = measuring == null ? new Histogram[bounds.length] : measuring;
                measuring[i] = new Histogram(bounds[i]);
            }
        }
        this.histograms = measuring;
        this.adders = counting;
    }

    /** The histogram of the metric at an index of the table. */
    public Histogram histogram(int metric) {
        return histograms[metric];
    }

    /** The counter or gauge of the metric at an index of the table. */
    public LongAdder adder(int metric) {
        return adders[metric];
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
