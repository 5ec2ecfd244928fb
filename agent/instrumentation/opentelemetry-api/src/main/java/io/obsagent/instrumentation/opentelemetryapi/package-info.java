/**
 * Applications that call the OpenTelemetry API. Without an SDK of their own their spans become the agent's; with one, its
 * spans and the agent's are parts of one trace.
 */
package io.obsagent.instrumentation.opentelemetryapi;
