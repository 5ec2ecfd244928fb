package io.obsagent.telemetry.metrics;

/** What gives a measurement's label values, without making an object for them. */
public interface LabelValues {

    /** The value of the label at an index of {@link Metric#labels}; null or empty when it has none. */
    String label(int index);

    /**
     * The web application that was measured, where it is a service of its own: the value of the label
     * {@link SeriesTable#SERVICE}. Null for the JVM's service.
     */
    default String service() {
        return null;
    }
}
