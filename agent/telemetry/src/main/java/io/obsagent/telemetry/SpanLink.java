package io.obsagent.telemetry;

import io.obsagent.telemetry.export.ProtoWriter;

/** A span of another service that a span of this one refers to. */
final class SpanLink implements RemoteSpan {

    private static final int REMOTE_FLAGS = 0x300;

    private long traceIdHigh;
    private long traceIdLow;
    private long spanId;
    private boolean sampled;
    private String state;

    @Override
    public void remote(long high, long low, long span, Boolean isSampled, String traceState) {
        traceIdHigh = high;
        traceIdLow = low;
        spanId = span;
        sampled = isSampled != null && isSampled;
        state = traceState;
    }

    void writeTo(ProtoWriter out) {
        int body = out.begin(13);
        out.id(1, traceIdHigh, traceIdLow);
        out.id(2, spanId);
        if (state != null) {
            out.string(3, state);
        }
        out.fixed32(6, REMOTE_FLAGS | (sampled ? 1 : 0));
        out.end(body);
    }
}
