package io.obsagent.telemetry.export;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One {@code ExportTraceServiceRequest}, written into an array that is used again for each batch. The resource and scope
 * are written once; their headers, which hold the length of what follows, are put in front of the spans at the end.
 */
final class SpanBatch {

    private static final int RESOURCE_SPANS = 1;
    private static final int RESOURCE = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SCOPE = 1;
    private static final int SPAN = 2;
    private static final int SCHEMA_URL = 3;
    /** An array that one batch of very long spans has made is not kept for ever. */
    private static final int MAX_KEPT_BYTES = 512 * 1024;

    private final byte[] resourceSpans;
    private final byte[] scopeSpans;
    private final int headroom;
    private final ProtoWriter writer = new ProtoWriter(16 * 1024);
    private int start;
    private int spans;

    SpanBatch(Map<String, Object> resource, String version) {
        resourceSpans = resourceSpans(resource);
        scopeSpans = scopeSpans(version);
        headroom = resourceSpans.length + scopeSpans.length + 20;
        clear();
    }

    void add(ExportableSpan span) {
        int body = writer.begin(SPAN);
        span.writeTo(writer);
        writer.end(body);
        spans++;
    }

    /** Writes what precedes the spans. Nothing can be added afterwards. */
    void complete() {
        int scopeLength = scopeSpans.length + writer.size() - headroom;
        int resourceLength = resourceSpans.length + 1 + ProtoWriter.varintSize(scopeLength) + scopeLength;
        ProtoWriter header = new ProtoWriter(headroom);
        header.varint(RESOURCE_SPANS << 3 | 2);
        header.varint(resourceLength);
        header.raw(resourceSpans);
        header.varint(SCOPE_SPANS << 3 | 2);
        header.varint(scopeLength);
        header.raw(scopeSpans);
        start = headroom - header.size();
        System.arraycopy(header.array(), 0, writer.array(), start, header.size());
    }

    byte[] array() {
        return writer.array();
    }

    int offset() {
        return start;
    }

    int length() {
        return writer.size() - start;
    }

    /** The number of spans. */
    int spans() {
        return spans;
    }

    void clear() {
        writer.reset(0, MAX_KEPT_BYTES);
        writer.raw(new byte[headroom]);
        spans = 0;
    }

    private static byte[] resourceSpans(Map<String, Object> attributes) {
        ProtoWriter out = new ProtoWriter(1024);
        int resource = out.begin(RESOURCE);
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            Object value = attribute.getValue();
            byte[] key = attribute.getKey().getBytes(StandardCharsets.UTF_8);
            if (value instanceof Long) {
                OtlpAttributes.write(out, 1, key, (Long) value);
            } else {
                OtlpAttributes.write(out, 1, key, value.toString(), Integer.MAX_VALUE);
            }
        }
        out.end(resource);
        out.string(SCHEMA_URL, OtlpAttributes.SCHEMA);
        return out.toByteArray();
    }

    private static byte[] scopeSpans(String version) {
        ProtoWriter out = new ProtoWriter(128);
        int scope = out.begin(SCOPE);
        out.string(1, "io.obsagent");
        if (version != null) {
            out.string(2, version);
        }
        out.end(scope);
        out.string(SCHEMA_URL, OtlpAttributes.SCHEMA);
        return out.toByteArray();
    }
}
