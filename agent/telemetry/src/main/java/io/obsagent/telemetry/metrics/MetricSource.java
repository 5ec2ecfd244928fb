package io.obsagent.telemetry.metrics;

/** Something that has values of metrics when a scraper asks. */
public interface MetricSource {

    /** Adds its values. */
    void collect(MetricFamilies out);
}
