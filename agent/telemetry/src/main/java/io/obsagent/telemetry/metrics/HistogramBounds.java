package io.obsagent.telemetry.metrics;

/** The buckets that all histograms of a metric share. Immutable. */
final class HistogramBounds {

    private final double[] upper;
    private final String[] texts;
    private final long[] recorded;
    private final double recordedPerUnit;

    /**
     * @param upper upper bounds in the metric's unit, ascending, without infinity
     * @param recordedPerUnit how many of what is recorded make one of the metric's unit
     */
    HistogramBounds(double[] upper, double recordedPerUnit) {
        this.upper = upper;
        this.recordedPerUnit = recordedPerUnit;
        recorded = new long[upper.length];
        texts = new String[upper.length + 1];
        for (int i = 0; i < upper.length; i++) {
            recorded[i] = Math.round(upper[i] * recordedPerUnit);
            texts[i] = Double.toString(upper[i]);
        }
        texts[upper.length] = "+Inf";
    }

    /** The number of buckets, the one to infinity included. */
    int buckets() {
        return texts.length;
    }

    /** The bucket that a measurement falls into. */
    int bucket(long value) {
        int low = 0;
        int high = recorded.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value <= recorded[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The upper bound of a bucket in the metric's unit. */
    double upper(int bucket) {
        return bucket < upper.length ? upper[bucket] : Double.POSITIVE_INFINITY;
    }

    /** The upper bound of a bucket as the label {@code le} has it. */
    String text(int bucket) {
        return texts[bucket];
    }

    double recordedPerUnit() {
        return recordedPerUnit;
    }
}
