package io.obsagent.telemetry.export;

import java.io.IOException;
import java.io.OutputStream;

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

    /** Writes the request, once and at the end. There is at least one span. */
    void writeTo(OutputStream out) throws IOException;

    /** Makes it an empty batch again. */
    void clear();
}
