package io.obsagent.telemetry;

import io.obsagent.api.Headers;
import java.util.function.BiConsumer;

/**
 * AWS X-Ray's {@code X-Amzn-Trace-Id: Root=1-<8 hex>-<24 hex>;Parent=<16 hex>;Sampled=1}, parts in any order. The root
 * is a trace id with the seconds of its beginning in front; X-Ray takes ids without them too.
 */
final class XRayFormat implements TraceFormat {

    private static final String HEADER = "X-Amzn-Trace-Id";
    private static final int ROOT_LENGTH = "1-12345678-123456789012345678901234".length();

    @Override
    public boolean extract(Headers headers, RemoteSpan into) {
        String text = headers.header(HEADER);
        if (text == null) {
            return false;
        }
        String root = part(text, "Root=");
        String parent = part(text, "Parent=");
        if (root == null || parent == null || !isRoot(root) || parent.length() != 16 || !Ids.isHex(parent, 0, 16)) {
            return false;
        }
        long high = Ids.parse(root, 2, 10) << 32 | Ids.parse(root, 11, 19);
        long low = Ids.parse(root, 19, ROOT_LENGTH);
        long span = Ids.parse(parent, 0, 16);
        if (high == 0 && low == 0 || span == 0) {
            return false;
        }
        into.remote(high, low, span, decision(part(text, "Sampled=")), null);
        return true;
    }

    private static boolean isRoot(String root) {
        return root.length() == ROOT_LENGTH
                && root.startsWith("1-")
                && root.charAt(10) == '-'
                && Ids.isHex(root, 2, 10)
                && Ids.isHex(root, 11, ROOT_LENGTH);
    }

    /** The value of a part; null when there is none. */
    private static String part(String text, String key) {
        int from = 0;
        while (from < text.length()) {
            int semicolon = text.indexOf(';', from);
            int to = semicolon < 0 ? text.length() : semicolon;
            String part = text.substring(from, to).trim();
            if (part.startsWith(key)) {
                return part.substring(key.length());
            }
            from = to + 1;
        }
        return null;
    }

    /** Null when the caller leaves it open, which it may also say by a question mark. */
    private static Boolean decision(String sampled) {
        return "1".equals(sampled) ? Boolean.TRUE : "0".equals(sampled) ? Boolean.FALSE : null;
    }

    @Override
    public void inject(SpanOperation operation, BiConsumer<String, String> carrier) {
        String trace = operation.traceId();
        String root = "Root=1-" + trace.substring(0, 8) + '-' + trace.substring(8);
        carrier.accept(
                HEADER, root + ";Parent=" + operation.spanId() + ";Sampled=" + (operation.isSampled() ? '1' : '0'));
    }
}
