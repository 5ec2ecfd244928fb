package io.obsagent.telemetry;

import io.obsagent.api.Headers;
import java.util.function.BiConsumer;

/** A format in which a trace travels in headers. */
interface TraceFormat {

    /** Reads the headers; returns whether they name a valid span, which has then been given to {@code into}. */
    boolean extract(Headers headers, RemoteSpan into);

    /** Writes the headers. */
    void inject(SpanOperation operation, BiConsumer<String, String> carrier);
}
