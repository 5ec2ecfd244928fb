package io.obsagent.telemetry;

import java.lang.ref.WeakReference;

/**
 * What is current while a context of the application's own API is, or the span of somebody else that such a context names:
 * the parent of what is done meanwhile. It is a span in no other respect: nothing ends it, so nothing of it is recorded.
 */
final class ContextOperation extends SpanOperation {

    /** What it stands for; null for the span of somebody else, and where there is baggage alone. */
    private final SpanOperation origin;

    /** Null for the span of somebody else. */
    private final WeakReference<Object> context;

    private final boolean remote;

    private ContextOperation(Recorder recorder, long spanId, boolean remote) {
        super(recorder, spanId);
        this.origin = null;
        this.context = null;
        this.remote = remote;
    }

    /**
     * A span of somebody else.
     *
     * @param traceId 32 hex digits
     * @param spanId 16 hex digits
     */
    static SpanOperation elsewhere(
            Recorder recorder, String traceId, String spanId, boolean sampled, boolean remote, String state) {
        ContextOperation span = new ContextOperation(recorder, Ids.parse(spanId, 0, 16), remote);
        long high = Ids.parse(traceId, 0, 16);
        long low = Ids.parse(traceId, 16, 32);
        SpanOperation current = Current.get();
        if (current != null) {
            // also within another trace it is done for the same request
            span.inherit(current);
        }
        boolean sameTrace = current != null && current.traceIdHigh == high && current.traceIdLow == low;
        if (!sameTrace) {
            span.join(high, low, sampled);
        }
        if (!sameTrace || state != null) {
            span.traceState = state;
        }
        return span;
    }

    /** What is not recorded is done within; for any thread. */
    static SpanOperation unrecorded(Recorder recorder) {
        ContextOperation unrecorded = new ContextOperation(recorder, 0, false);
        unrecorded.ignore();
        return unrecorded;
    }

    /**
     * A context.
     *
     * @param span null: it has none
     */
    static SpanOperation of(Recorder recorder, SpanOperation span, String baggage, Object context) {
        return new ContextOperation(recorder, span, baggage, context);
    }

    private ContextOperation(Recorder recorder, SpanOperation span, String baggage, Object context) {
        super(recorder, span == null ? 0 : span.spanId);
        this.context = new WeakReference<Object>(context);
        if (span == null) {
            origin = null;
            remote = false;
        } else {
            origin = span.origin();
            remote = span.isRemote();
            inherit(span);
        }
        this.baggage = baggage;
        SpanOperation around = Current.get();
        if (server == null && around != null) {
            // in whatever trace: it is done for the same request
            server = around.server;
            service = around.service;
        }
    }

    /** What is added to a span of somebody else would go nowhere. */
    @Override
    public boolean isRecording() {
        return false;
    }

    @Override
    boolean isRemote() {
        return remote;
    }

    @Override
    public SpanOperation origin() {
        return origin == null ? this : origin;
    }

    @Override
    public Object context() {
        return context == null ? null : context.get();
    }

    @Override
    void complete() {
        if (!isIgnored()) {
            drop();
        }
    }

    @Override
    public String label(int index) {
        return null;
    }

    @Override
    String spanName() {
        return "";
    }

    @Override
    void putOwnAttributes(SpanAttributes out) {}
}
