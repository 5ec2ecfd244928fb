package io.obsagent.telemetry.metrics;

/** Shows the reference what the table keeps within its package. */
public final class MetricReference {

    private MetricReference() {}

    /** The default buckets as text; empty for what is no histogram. */
    public static String buckets(Metric metric) {
        if (metric.bounds() == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (double bound : metric.bounds()) {
            if (text.length() > 0) {
                text.append(' ');
            }
            text.append(bound == (long) bound ? Long.toString((long) bound) : Double.toString(bound));
        }
        return text.toString();
    }
}
