package io.obsagent.telemetry;

import io.obsagent.api.Headers;
import java.util.function.BiConsumer;

/** Jaeger's {@code uber-trace-id: trace:span:parent:flags}. */
final class JaegerFormat implements TraceFormat {

    private static final String HEADER = "uber-trace-id";

    @Override
    public boolean extract(Headers headers, RemoteSpan into) {
        String text = headers.header(HEADER);
        if (text == null) {
            return false;
        }
        text = text.replace("%3A", ":").replace("%3a", ":");
        int first = text.indexOf(':');
        int second = text.indexOf(':', first + 1);
        int third = text.indexOf(':', second + 1);
        boolean complete = first > 0 && first <= 32 && second - first <= 17 && second > 0 && third > 0;
        if (!complete
                || !Ids.isHex(text, 0, first)
                || !Ids.isHex(text, first + 1, second)
                || !Ids.isHex(text, third + 1, text.length())) {
            return false;
        }
        int middle = Math.max(0, first - 16);
        long high = Ids.parse(text, 0, middle);
        long low = Ids.parse(text, middle, first);
        long span = Ids.parse(text, first + 1, second);
        if (high == 0 && low == 0 || span == 0) {
            return false;
        }
        into.remote(high, low, span, (Ids.parse(text, third + 1, text.length()) & 1) != 0, null);
        return true;
    }

    @Override
    public void inject(SpanOperation operation, BiConsumer<String, String> carrier) {
        String flags = operation.isSampled() ? "1" : "0";
        carrier.accept(HEADER, operation.traceId() + ':' + operation.spanId() + ":0:" + flags);
    }
}
