/**
 * Brings ended spans to the collector: a bounded queue, one thread, OTLP over HTTP/1.1 on a plain socket or over gRPC.
 */
package io.obsagent.telemetry.export;
