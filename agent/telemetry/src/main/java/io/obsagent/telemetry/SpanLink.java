package io.obsagent.telemetry;

/** A span of another service that a span of this one refers to. */
final class SpanLink implements RemoteSpan {

    long traceIdHigh;
    long traceIdLow;
    long spanId;
    boolean sampled;
    String state;

    @Override
    public void remote(long high, long low, long span, Boolean isSampled, String traceState) {
        traceIdHigh = high;
        traceIdLow = low;
        spanId = span;
        sampled = isSampled != null && isSampled;
        state = traceState;
    }
}
