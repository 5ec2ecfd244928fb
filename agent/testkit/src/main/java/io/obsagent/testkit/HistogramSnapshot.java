package io.obsagent.testkit;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The buckets of one or several histogram series at one moment.
 *
 * @param buckets upper bound to cumulative count, the last bound is infinity
 */
public record HistogramSnapshot(NavigableMap<Double, Double> buckets, double sum, double count) {

    /** A histogram nothing was recorded in. */
    public static final HistogramSnapshot EMPTY = new HistogramSnapshot(new TreeMap<>(), 0, 0);

    /** What was recorded since {@code earlier}, which must be of the same series. */
    public HistogramSnapshot since(HistogramSnapshot earlier) {
        NavigableMap<Double, Double> difference = new TreeMap<>();
        buckets.forEach(
                (bound, cumulative) -> difference.put(bound, cumulative - earlier.buckets.getOrDefault(bound, 0.0)));
        return new HistogramSnapshot(difference, sum - earlier.sum, count - earlier.count);
    }

    /** All series together; they must have the same bounds. */
    public static HistogramSnapshot merge(Collection<HistogramSnapshot> series) {
        NavigableMap<Double, Double> buckets = new TreeMap<>();
        double sum = 0;
        double count = 0;
        for (HistogramSnapshot one : series) {
            one.buckets.forEach((bound, cumulative) -> buckets.merge(bound, cumulative, Double::sum));
            sum += one.sum;
            count += one.count;
        }
        return new HistogramSnapshot(buckets, sum, count);
    }

    /**
     * The q-quantile (0 to 1), interpolated within its bucket as PromQL's histogram_quantile does: from 0 in the first
     * bucket, and the highest finite bound if it lies beyond that. NaN if nothing was recorded.
     */
    public double quantile(double q) {
        if (count == 0) {
            return Double.NaN;
        }
        double rank = q * count;
        double lowerBound = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : buckets.entrySet()) {
            double upperBound = bucket.getKey();
            double cumulative = bucket.getValue();
            if (cumulative >= rank && cumulative > below) {
                return Double.isInfinite(upperBound)
                        ? lowerBound
                        : lowerBound + (upperBound - lowerBound) * (rank - below) / (cumulative - below);
            }
            lowerBound = upperBound;
            below = cumulative;
        }
        return lowerBound;
    }

    /** The arithmetic mean, NaN if nothing was recorded. */
    public double mean() {
        return sum / count;
    }
}
