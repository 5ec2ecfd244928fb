package io.obsagent.telemetry.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/**
 * The spans that are sent together, as OpenTelemetry's exporter takes them. Used by the exporter's thread alone, and
 * without any class of OpenTelemetry before the first span is added.
 *
 * @param <S> an ended span as it was recorded
 */
public interface SpanBatch<S> {

    void add(S span);

    int size();

    /** The spans that were added; valid until {@link #clear}. */
    List<SpanData> spans();

    void clear();
}
