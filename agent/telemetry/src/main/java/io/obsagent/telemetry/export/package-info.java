/**
 * Brings ended spans to the collector: a bounded queue, two threads of our own and OpenTelemetry's OTLP exporter behind
 * them; files while the collector is away. Only {@code Collector} and what it uses know OpenTelemetry, and they are loaded
 * with the first batch; {@code Spool} and what it uses know the disk, and they are loaded when something has to wait.
 */
package io.obsagent.telemetry.export;
