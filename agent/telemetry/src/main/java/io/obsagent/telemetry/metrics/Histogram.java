package io.obsagent.telemetry.metrics;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Counts measurements by size. Recording costs a search among a dozen bounds and two atomic additions; an object is made
 * only when a bucket gets a new exemplar, at most every few seconds.
 */
public final class Histogram {

    /** A scraper that comes every 15 seconds sees a fresh exemplar, and a busy bucket makes few objects. */
    private static final long EXEMPLAR_LIFE_MILLIS = 5_000;

    private final HistogramBounds bounds;
    /** The counts of the buckets, of the one to infinity, and the sum of what was recorded. */
    private final AtomicLongArray counts;

    private volatile AtomicReferenceArray<Exemplar> exemplars;

    Histogram(HistogramBounds bounds) {
        this.bounds = bounds;
        this.counts = new AtomicLongArray(bounds.buckets() + 1);
    }

    /** Records a measurement: nanoseconds, bytes or a number. Negative ones, of a clock gone astray, count as 0. */
    public void record(long value) {
        add(bounds.bucket(value), value);
    }

    /** Records a measurement of a sampled span. */
    public void record(long value, long traceIdHigh, long traceIdLow, long spanId, long epochMillis) {
        int bucket = bounds.bucket(value);
        add(bucket, value);
        AtomicReferenceArray<Exemplar> kept = exemplars;
        if (kept == null) {
            kept = new AtomicReferenceArray<Exemplar>(bounds.buckets());
            exemplars = kept; // of two threads that do this at once one loses its exemplar: no harm
        }
        Exemplar last = kept.get(bucket);
        // one from the future is of a clock that was set back
        if (last == null || Math.abs(epochMillis - last.epochMillis) > EXEMPLAR_LIFE_MILLIS) {
            kept.lazySet(bucket, new Exemplar(traceIdHigh, traceIdLow, spanId, value, epochMillis));
        }
    }

    private void add(int bucket, long value) {
        counts.getAndIncrement(bucket);
        if (value > 0) {
            counts.getAndAdd(bounds.buckets(), value);
        }
    }

    HistogramBounds bounds() {
        return bounds;
    }

    /** The count of one bucket alone; the last one reaches to infinity. */
    long count(int bucket) {
        return counts.get(bucket);
    }

    /** The sum, in the metric's unit. */
    double sum() {
        return counts.get(bounds.buckets()) / bounds.recordedPerUnit();
    }

    /** The exemplar of a bucket, or null. */
    Exemplar exemplar(int bucket) {
        AtomicReferenceArray<Exemplar> kept = exemplars;
        return kept == null ? null : kept.get(bucket);
    }

    boolean isEmpty() {
        for (int i = 0; i < bounds.buckets(); i++) {
            if (counts.get(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
