package io.obsagent.telemetry;

import io.obsagent.api.Operation;
import java.util.Arrays;

/** A span that the application has asked for through an API of its own. */
final class OwnSpan extends SpanOperation {

    private final String name;

    /** What {@link #endAt} was told; 0: nothing. */
    private long endEpochNanos;

    private SpanLink[] links;
    private int linkCount;

    /**
     * Starts one; its type is not named, so that it is loaded only where there is one.
     *
     * @param kind as OpenTelemetry's API names it
     * @param parent null: it begins a trace
     */
    static SpanOperation start(Recorder recorder, String kind, String name, SpanOperation parent, long startNanoTime) {
        return new OwnSpan(recorder, kind(kind), name, parent, startNanoTime);
    }

    private OwnSpan(Recorder recorder, byte kind, String name, SpanOperation parent, long startNanoTime) {
        super(recorder, parent, kind, startNanoTime);
        this.name = cut(name);
        decide(name);
    }

    private static byte kind(String kind) {
        switch (kind) {
            case "SERVER":
                return SERVER;
            case "CLIENT":
                return CLIENT;
            case "PRODUCER":
                return PRODUCER;
            case "CONSUMER":
                return CONSUMER;
            default:
                return INTERNAL;
        }
    }

    @Override
    public synchronized Operation link(String traceId, String spanId, boolean sampled, String traceState) {
        if (!isRecording() || !Ids.areIds(traceId, spanId) || linkCount++ >= recorder.limits.links) {
            return this;
        }
        try {
            SpanLink link = new SpanLink();
            link.remote(
                    Ids.parse(traceId, 0, 16),
                    Ids.parse(traceId, 16, 32),
                    Ids.parse(spanId, 0, 16),
                    sampled,
                    traceState);
            SpanLink[] more = links == null ? new SpanLink[linkCount] : Arrays.copyOf(links, linkCount);
            more[linkCount - 1] = link;
            links = more;
        } catch (Throwable failure) {
            ObsTelemetry.failed("link not added", failure);
        }
        return this;
    }

    @Override
    SpanLink[] links() {
        return links;
    }

    @Override
    int droppedLinks() {
        return links == null ? 0 : linkCount - links.length;
    }

    @Override
    public void endAt(long epochNanos) {
        endEpochNanos = epochNanos;
        end(null);
    }

    @Override
    void complete() {
        if (endEpochNanos != 0) {
            lasted(endEpochNanos - startEpochNanos);
        }
    }

    @Override
    public String label(int index) {
        return null;
    }

    @Override
    String spanName() {
        return name;
    }

    @Override
    void putOwnAttributes(SpanAttributes out) {}
}
