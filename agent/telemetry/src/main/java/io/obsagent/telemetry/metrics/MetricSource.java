package io.obsagent.telemetry.metrics;

/** Something that has values of metrics when a scraper asks. */
public interface MetricSource {

    /** Writes its values, all of one metric next to each other. */
    void collect(Exposition out);
}
