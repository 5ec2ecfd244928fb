/**
 * Brings ended spans to the collector: a bounded queue and one thread of our own, OpenTelemetry's OTLP exporter behind
 * them. Only {@code Collector} and what it uses know OpenTelemetry, and they are loaded with the first batch.
 */
package io.obsagent.telemetry.export;
