package io.obsagent.telemetry.metrics;

/** A sampled span whose duration or size fell into a bucket. Immutable. */
final class Exemplar {
    final long traceIdHigh;
    final long traceIdLow;
    final long spanId;
    final long recorded;
    final long epochMillis;

    Exemplar(long traceIdHigh, long traceIdLow, long spanId, long recorded, long epochMillis) {
        this.traceIdHigh = traceIdHigh;
        this.traceIdLow = traceIdLow;
        this.spanId = spanId;
        this.recorded = recorded;
        this.epochMillis = epochMillis;
    }
}
