package io.obsagent.benchmarks.http;

import java.util.Arrays;
import java.util.List;

/** How long each of a number of requests took. */
public final class Latencies {

    private final long[] sortedNanos;

    Latencies(long[] nanos) {
        sortedNanos = nanos.clone();
        Arrays.sort(sortedNanos);
    }

    /** Those of several numbers of requests together. */
    public static Latencies merged(List<Latencies> parts) {
        return new Latencies(parts.stream()
                .flatMapToLong(part -> Arrays.stream(part.sortedNanos))
                .toArray());
    }

    /**
     * The time within which that share of the requests was answered.
     *
     * @param share above 0, at most 1
     * @return milliseconds
     */
    public double percentileMillis(double share) {
        int index = (int) Math.ceil(share * sortedNanos.length) - 1;
        return sortedNanos[Math.max(0, index)] / 1e6;
    }
}
