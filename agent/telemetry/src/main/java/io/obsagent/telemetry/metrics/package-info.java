/**
 * Metrics and the server of /metrics. {@link io.obsagent.telemetry.metrics.Metric} is the table of all names;
 * {@link io.obsagent.telemetry.metrics.SeriesTable} finds what is measured for a set of label values without making an
 * object; an {@link io.obsagent.telemetry.metrics.Exposition} writes a scrape in one of three formats.
 */
package io.obsagent.telemetry.metrics;
