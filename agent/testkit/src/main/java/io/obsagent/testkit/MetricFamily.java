package io.obsagent.testkit;

import java.util.List;
import java.util.Map;

/**
 * A metric of a scrape with all its samples, named as in the text formats: a histogram's samples are {@code _bucket},
 * {@code _sum} and {@code _count}, whatever format was read.
 *
 * @param name as in the scrape's TYPE line: OpenMetrics leaves a counter's {@code _total} out, the others do not
 * @param type counter, gauge, histogram, summary, info, stateset, untyped or unknown
 * @param help empty if there is none
 */
public record MetricFamily(String name, String type, String help, List<Sample> samples) {

    /** One line of a text scrape. {@code exemplar} is null if the sample carries none. */
    public record Sample(String name, Map<String, String> labels, double value, Exemplar exemplar) {

        /** Whether the sample has all of these labels with these values; it may have more. */
        public boolean hasLabels(Map<String, String> wanted) {
            return labels.entrySet().containsAll(wanted.entrySet());
        }
    }

    /** A trace that went into a bucket or counter. {@code timestamp} is in seconds since the epoch, NaN if not given. */
    public record Exemplar(Map<String, String> labels, double value, double timestamp) {}
}
