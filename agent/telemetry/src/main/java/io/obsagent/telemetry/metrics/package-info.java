/**
 * Metrics and the server of /metrics. {@link io.obsagent.telemetry.metrics.Metric} is the table of all names;
 * {@link io.obsagent.telemetry.metrics.SeriesTable} finds what is measured for a set of label values without making an
 * object; an {@link io.obsagent.telemetry.metrics.PrometheusScraper} hands all of it to Micrometer's Prometheus registry.
 */
package io.obsagent.telemetry.metrics;
