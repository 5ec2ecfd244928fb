package io.obsagent.telemetry.metrics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts measurements by size. Recording costs a search among a dozen bounds and two atomic additions; an object is made
 * only when a bucket gets a new exemplar, at most every few seconds.
 */
public final class Histogram {

    /** A scraper that comes every 15 seconds sees a fresh exemplar, and a busy bucket makes few objects. */
    private static final long EXEMPLAR_LIFE_MILLIS = 5_000;

    private static final int SUM = 0;
    private static final int FIRST_BUCKET = 1;

    private final HistogramBounds bounds;
    /** The sum of what was recorded, and the counts of the buckets with the one to infinity. */
    private final AtomicLongArray counts;

    /** Of each bucket, or null. An exemplar does not change: threads see one or another. */
    private volatile Exemplar[] exemplars;

    Histogram(HistogramBounds bounds) {
        this.bounds = bounds;
        this.counts = new AtomicLongArray(FIRST_BUCKET + bounds.buckets());
    }

    /** Records a measurement: nanoseconds, bytes or a number. Negative ones, of a clock gone astray, count as 0. */
    public void record(long value) {
        add(bounds.bucket(value), value);
    }

    /** Records a measurement of a sampled span. */
    public void record(long value, long traceIdHigh, long traceIdLow, long spanId, long epochMillis) {
        int bucket = bounds.bucket(value);
        add(bucket, value);
        Exemplar[] kept = exemplars;
        if (kept == null) {
            kept = new Exemplar[bounds.buckets()];
            exemplars = kept; // of two threads that do this at once one loses its exemplar: no harm
        }
        Exemplar last = kept[bucket];
        // one from the future is of a clock that was set back
        if (last == null || Math.abs(epochMillis - last.epochMillis) > EXEMPLAR_LIFE_MILLIS) {
            kept[bucket] = new Exemplar(traceIdHigh, traceIdLow, spanId, value, epochMillis);
        }
    }

    private void add(int bucket, long value) {
        counts.getAndIncrement(FIRST_BUCKET + bucket);
        if (value > 0) {
            counts.getAndAdd(SUM, value);
        }
    }

    HistogramBounds bounds() {
        return bounds;
    }

    /** The count of one bucket alone; the last one reaches to infinity. */
    long count(int bucket) {
        return counts.get(FIRST_BUCKET + bucket);
    }

    /** The sum, in the metric's unit. */
    double sum() {
        return counts.get(SUM) / bounds.recordedPerUnit();
    }

    /** The exemplar of a bucket, or null. */
    Exemplar exemplar(int bucket) {
        Exemplar[] kept = exemplars;
        return kept == null ? null : kept[bucket];
    }

    boolean isEmpty() {
        for (int i = 0; i < bounds.buckets(); i++) {
            if (count(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
