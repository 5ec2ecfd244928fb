package io.obsagent.telemetry;

import io.obsagent.api.Headers;
import java.util.function.BiConsumer;

/** Zipkin's B3, in one header {@code b3} or in several {@code X-B3-*}. Either form is read. */
final class B3Format implements TraceFormat {

    private final boolean single;

    B3Format(boolean single) {
        this.single = single;
    }

    @Override
    public boolean extract(Headers headers, RemoteSpan into) {
        String b3 = headers.header("b3");
        return b3 != null ? extractSingle(b3, into) : extractMulti(headers, into);
    }

    /** {@code trace-span[-sampled[-parent]]}. */
    private static boolean extractSingle(String b3, RemoteSpan into) {
        int first = b3.indexOf('-');
        if (first < 0) {
            return false; // a decision without a trace
        }
        int second = b3.indexOf('-', first + 1);
        int end = second < 0 ? b3.length() : second;
        int third = second < 0 ? -1 : b3.indexOf('-', second + 1);
        String sampled = second < 0 ? null : b3.substring(second + 1, third < 0 ? b3.length() : third);
        return extract(b3.substring(0, first), b3.substring(first + 1, end), sampled, into);
    }

    private static boolean extractMulti(Headers headers, RemoteSpan into) {
        String trace = headers.header("X-B3-TraceId");
        String span = headers.header("X-B3-SpanId");
        if (trace == null || span == null) {
            return false;
        }
        String sampled = "1".equals(headers.header("X-B3-Flags")) ? "d" : headers.header("X-B3-Sampled");
        return extract(trace, span, sampled, into);
    }

    private static boolean extract(String trace, String span, String sampled, RemoteSpan into) {
        boolean lengths = (trace.length() == 32 || trace.length() == 16) && span.length() == 16;
        if (!lengths || !Ids.isHex(trace, 0, trace.length()) || !Ids.isHex(span, 0, 16)) {
            return false;
        }
        long high = trace.length() == 32 ? Ids.parse(trace, 0, 16) : 0;
        long low = Ids.parse(trace, trace.length() - 16, trace.length());
        long spanId = Ids.parse(span, 0, 16);
        if (high == 0 && low == 0 || spanId == 0) {
            return false;
        }
        into.remote(high, low, spanId, decision(sampled), null);
        return true;
    }

    private static Boolean decision(String sampled) {
        if (sampled == null || sampled.isEmpty()) {
            return null; // B3 lets the receiver decide
        }
        return "1".equals(sampled) || "d".equals(sampled) || "true".equalsIgnoreCase(sampled);
    }

    @Override
    public void inject(SpanOperation operation, BiConsumer<String, String> carrier) {
        String sampled = operation.isSampled() ? "1" : "0";
        if (single) {
            carrier.accept("b3", operation.traceId() + '-' + operation.spanId() + '-' + sampled);
        } else {
            carrier.accept("X-B3-TraceId", operation.traceId());
            carrier.accept("X-B3-SpanId", operation.spanId());
            carrier.accept("X-B3-Sampled", sampled);
            if (operation.parentSpanId != 0) {
                // else that of a tracer of the application's would stand beside our ids
                carrier.accept("X-B3-ParentSpanId", Ids.text(operation.parentSpanId));
            }
        }
    }
}
