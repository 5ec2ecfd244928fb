package io.obsagent.telemetry;

import io.obsagent.api.Headers;
import java.util.function.BiConsumer;

/** W3C Trace Context: {@code traceparent} and {@code tracestate}. */
final class W3cFormat implements TraceFormat {

    private static final int LENGTH = 55;
    /** What the recommendations ask an implementation to carry on: 512 for tracestate, 8192 for baggage. */
    private static final int MAX_CARRIED = 8192;

    @Override
    public boolean extract(Headers headers, RemoteSpan into) {
        String parent = headers.header("traceparent");
        if (parent == null || !valid(parent)) {
            return false;
        }
        long high = Ids.parse(parent, 3, 19);
        long low = Ids.parse(parent, 19, 35);
        long span = Ids.parse(parent, 36, 52);
        if (high == 0 && low == 0 || span == 0) {
            return false;
        }
        boolean sampled = (Character.digit(parent.charAt(54), 16) & 1) != 0;
        into.remote(high, low, span, sampled, limited(headers.header("tracestate")));
        return true;
    }

    private static boolean valid(String parent) {
        if (parent.length() < LENGTH
                || parent.charAt(2) != '-'
                || parent.charAt(35) != '-'
                || parent.charAt(52) != '-'
                || parent.startsWith("ff")) {
            return false;
        }
        // a later version may append more, version 00 has nothing to append
        if (parent.length() > LENGTH && (parent.startsWith("00") || parent.charAt(LENGTH) != '-')) {
            return false;
        }
        return lowerHex(parent, 0, 2)
                && lowerHex(parent, 3, 35)
                && lowerHex(parent, 36, 52)
                && lowerHex(parent, 53, 55);
    }

    private static boolean lowerHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void inject(SpanOperation operation, BiConsumer<String, String> carrier) {
        byte[] text = Current.scratch();
        text[0] = '0';
        text[1] = '0';
        text[2] = '-';
        Ids.hex(operation.traceIdHigh, text, 3);
        Ids.hex(operation.traceIdLow, text, 19);
        text[35] = '-';
        Ids.hex(operation.spanId, text, 36);
        text[52] = '-';
        text[53] = '0';
        text[54] = (byte) (operation.isSampled() ? '1' : '0');
        carrier.accept("traceparent", Ids.ascii(text, LENGTH));
        if (operation.traceState != null) {
            carrier.accept("tracestate", operation.traceState);
        }
    }

    /** A header that is carried on as it came, or null when there is nothing to carry. */
    static String limited(String header) {
        return header == null || header.isEmpty() || header.length() > MAX_CARRIED ? null : header;
    }
}
