package io.obsagent.telemetry;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.sdk.trace.data.LinkData;

/** A span of another service that a span of this one refers to. */
final class SpanLink implements RemoteSpan {

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

    LinkData data() {
        return LinkData.create(SpanContext.createFromRemoteParent(
                Ids.text(traceIdHigh, traceIdLow),
                Ids.text(spanId),
                sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                SpanView.state(state)));
    }
}
