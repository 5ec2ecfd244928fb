package io.obsagent.instrumentation.opentelemetryapi;

import io.opentelemetry.api.trace.TraceState;
import java.util.function.BiConsumer;

/** Writes the header {@code tracestate}. */
final class TraceStateHeader implements BiConsumer<String, String> {

    private final StringBuilder text = new StringBuilder();

    private TraceStateHeader() {}

    /** Null when there is nothing to write. */
    static String write(TraceState state) {
        if (state == null || state.isEmpty()) {
            return null;
        }
        TraceStateHeader header = new TraceStateHeader();
        state.forEach(header);
        return header.text.toString();
    }

    @Override
    public void accept(String key, String value) {
        if (text.length() > 0) {
            text.append(',');
        }
        text.append(key).append('=').append(value);
    }
}
