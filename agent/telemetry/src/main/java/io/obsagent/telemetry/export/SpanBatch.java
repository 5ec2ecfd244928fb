package io.obsagent.telemetry.export;

/**
 * The spans that are sent together, as an {@code ExportTraceServiceRequest} of OTLP. Used by the exporter's thread alone.
 *
 * @param <S> an ended span as it was recorded
 */
public interface SpanBatch<S> {

    /**
     * Reads a little of all parts of a span that is to be added soon. Another processor has written it: where several are
     * asked for one right after the other, they come at the same time.
     *
     * @return something of what was read
     */
    int touch(S span);

    /** Adds a span. When that fails, with any exception, the batch is as it was. */
    void add(S span);

    /** The number of spans. */
    int size();

    /** Ends the request, once. There is at least one span. What is returned is the caller's until the batch is cleared. */
    ProtoWriter end();

    /** Makes it an empty batch again. */
    void clear();
}
