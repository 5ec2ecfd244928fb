package io.obsagent.telemetry.metrics;

import java.util.Arrays;

/** The buckets that all histograms of a metric share. Immutable. */
final class HistogramBounds {

    private final double[] upper;
    private final long[] recorded;
    private final double recordedPerUnit;

    /**
     * @param upper upper bounds in the metric's unit, ascending, without infinity
     * @param recordedPerUnit how many of what is recorded make one of the metric's unit
     */
    HistogramBounds(double[] upper, double recordedPerUnit) {
        this.upper = Arrays.copyOf(upper, upper.length + 1);
        this.upper[upper.length] = Double.POSITIVE_INFINITY;
        this.recordedPerUnit = recordedPerUnit;
        recorded = new long[upper.length];
        for (int i = 0; i < upper.length; i++) {
            recorded[i] = Math.round(upper[i] * recordedPerUnit);
        }
    }

    /** The number of buckets, the one to infinity included. */
    int buckets() {
        return upper.length;
    }

    /** The bucket that a measurement falls into: mostly one of the first. */
    int bucket(long value) {
        int bucket = 0;
        while (bucket < recorded.length && value > recorded[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /** The upper bounds of the buckets in the metric's unit, infinity included; not to be changed. */
    double[] upper() {
        return upper;
    }

    double recordedPerUnit() {
        return recordedPerUnit;
    }
}
