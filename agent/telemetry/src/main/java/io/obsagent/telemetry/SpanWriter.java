package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.export.OtlpAttributes;
import io.obsagent.telemetry.export.ProtoWriter;
import java.nio.charset.StandardCharsets;

/**
 * Writes the attributes of one span or event as OTLP, within the limits. Used by the exporter's thread alone, for one
 * span after the other.
 */
final class SpanWriter {

    private final int maxAttributes;
    private final int maxChars;
    private final boolean redactQuery;

    private ProtoWriter out;
    private int field;
    private int written;

    SpanWriter(AgentConfig config) {
        maxAttributes = config.limits.attributeCount;
        maxChars = config.limits.attributeLength;
        redactQuery = config.http.redactQuery;
    }

    /** Begins the attributes of a span or event. */
    void begin(ProtoWriter target, int attributesField) {
        out = target;
        field = attributesField;
        written = 0;
    }

    /** The number of attributes that there were too many. */
    int dropped() {
        return Math.max(0, written - maxAttributes);
    }

    /** Writes an attribute, unless it has no value. */
    void put(Attribute attribute, String value) {
        put(attribute, value, maxChars);
    }

    /** Writes an attribute that has a limit of its own, unless it has no value. */
    void put(Attribute attribute, String value, int limit) {
        if (value != null && !value.isEmpty() && room()) {
            OtlpAttributes.write(out, field, attribute.key, value, limit);
        }
    }

    /** Writes an attribute, unless the value is negative. */
    void put(Attribute attribute, long value) {
        if (value >= 0 && room()) {
            OtlpAttributes.write(out, field, attribute.key, value);
        }
    }

    /** Writes an attribute that is true. */
    void putTrue(Attribute attribute) {
        if (room()) {
            OtlpAttributes.writeTrue(out, field, attribute.key);
        }
    }

    /** Writes an attribute that an instrumentation has named. */
    void put(String key, Object value) {
        if (!room()) {
            return;
        }
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        if (value instanceof Long) {
            OtlpAttributes.write(out, field, name, (Long) value);
        } else {
            OtlpAttributes.write(out, field, name, (String) value, maxChars);
        }
    }

    /** Writes the query string, with its values replaced as configured. */
    void putQuery(String query) {
        if (query != null && !query.isEmpty() && room()) {
            int attribute = OtlpAttributes.beginText(out, field, Attribute.URL_QUERY.key);
            query(query);
            OtlpAttributes.endText(out, Attribute.URL_QUERY.key, attribute);
        }
    }

    /** Writes the URL, put together from its parts. */
    void putUrl(String scheme, String host, int port, String path, String query) {
        if (host == null || scheme == null || !room()) {
            return;
        }
        int attribute = OtlpAttributes.beginText(out, field, Attribute.URL_FULL.key);
        out.text(scheme);
        out.text("://");
        boolean bareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
        if (bareIpv6) {
            out.character('[');
        }
        out.text(host);
        if (bareIpv6) {
            out.character(']');
        }
        if (port >= 0 && port != HttpClientOperation.defaultPort(scheme)) {
            out.character(':');
            out.number(port);
        }
        if (path != null) {
            out.text(path, 0, Math.min(path.length(), maxChars));
        }
        if (query != null && !query.isEmpty()) {
            out.character('?');
            query(query);
        }
        OtlpAttributes.endText(out, Attribute.URL_FULL.key, attribute);
    }

    private void query(String query) {
        int end = Math.min(query.length(), maxChars);
        if (!redactQuery) {
            out.text(query, 0, end);
            return;
        }
        int from = 0;
        while (from < end) {
            int next = query.indexOf('&', from);
            int to = next < 0 || next > end ? end : next;
            int equals = query.indexOf('=', from);
            if (equals >= 0 && equals < to) {
                out.text(query, from, equals + 1);
                out.text("REDACTED");
            } else {
                out.text(query, from, to);
            }
            if (to < end) {
                out.character('&');
            }
            from = to + 1;
        }
    }

    private boolean room() {
        return written++ < maxAttributes;
    }
}
