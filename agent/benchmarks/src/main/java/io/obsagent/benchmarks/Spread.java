package io.obsagent.benchmarks;

import java.util.List;

/**
 * Some values in short.
 *
 * @param low lower quartile
 * @param middle mean of the half in the middle: nearly as exact as the mean of all, which a single stall of the machine
 *     spoils, and more exact by a ninth than the median, which would take a quarter more values for that
 * @param high upper quartile
 * @param count how many values there were
 */
record Spread(double low, double middle, double high, int count) {

    /**
     * Standard error of such a mean, in distances of the quartiles by the root of the number of values: 0.88 for 15 values
     * that are normally distributed, by simulation. What is far out has no say in this either.
     */
    private static final double ERROR = 0.9;

    /** Of at least one value. */
    static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Spread(at(sorted, 0.25), middle(sorted), at(sorted, 0.75), sorted.length);
    }

    /** How far the middle would lie from that of very many values, typically; 0 if there is but one. */
    double error() {
        return ERROR * (high - low) / Math.sqrt(count);
    }

    /** Between two values in proportion. */
    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        return below == place ? sorted[below] : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }

    /** Leaves out a quarter of the values at each end; a value that is left out in part counts for the rest. */
    private static double middle(double[] sorted) {
        double begin = sorted.length / 4.0;
        double end = sorted.length - begin;
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += sorted[i] * Math.max(0, Math.min(i + 1, end) - Math.max(i, begin));
        }
        return sum / (end - begin);
    }
}
