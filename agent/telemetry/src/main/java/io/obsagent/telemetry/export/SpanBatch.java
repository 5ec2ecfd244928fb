package io.obsagent.telemetry.export;

/**
 * The spans that are sent together, as an {@code ExportTraceServiceRequest} of OTLP. Used by the exporter's thread alone.
 *
 * @param <S> an ended span as it was recorded
 */
public interface SpanBatch<S> {

    /** Adds a span. When that fails, with any exception, the batch is as it was. */
    void add(S span);

    /** The number of spans. */
    int size();

    /** Ends the request, once. There is at least one span. What is returned is the caller's until the batch is cleared. */
    ProtoWriter end();

    /** Makes it an empty batch again. */
    void clear();
}
