package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.export.EncodedAttributes;
import io.obsagent.telemetry.export.ProtoWriter;

/** Writes the attributes of one span after the other, within the limits. Used on the exporter's thread. */
final class SpanAttributes {

    private final int maxAttributes;
    private final int maxChars;
    private final boolean redactQuery;
    private final PersonalData personal;
    private final ProtoWriter out;
    private final int field;
    /** For texts that are put together. */
    private final StringBuilder text = new StringBuilder(128);

    private int written;
    private int dropped;
    /** What they were when a mark was set. */
    private int markWritten;

    private int markDropped;

    /** @param field the tag of the field that holds an attribute */
    SpanAttributes(AgentConfig config, ProtoWriter out, int field) {
        this.out = out;
        this.field = field;
        maxAttributes = config.limits.attributeCount;
        maxChars = config.limits.attributeLength;
        redactQuery = config.http.redactQuery;
        personal = new PersonalData(config.redact);
    }

    /** Begins with another span. */
    void begin() {
        written = 0;
        dropped = 0;
    }

    /** The number of attributes that there were too many. */
    int dropped() {
        return dropped;
    }

    /**
     * Puts attributes that were encoded before.
     *
     * @return false when there is no place for all of them, and none was put
     */
    boolean put(EncodedAttributes encoded) {
        if (written + encoded.count() > maxAttributes) {
            return false;
        }
        written += encoded.count();
        encoded.writeTo(out);
        return true;
    }

    /** Where the next attribute is going to be, for {@link #encodedSince}. */
    int mark() {
        markWritten = written;
        markDropped = dropped;
        return out.size();
    }

    /** What was put since a {@link #mark}; null when not everything was, or when it is too long to be kept. */
    EncodedAttributes encodedSince(int mark) {
        return dropped > markDropped ? null : EncodedAttributes.of(out, mark, written - markWritten);
    }

    /** Puts an attribute, unless it has no value. */
    void put(Attribute attribute, String value) {
        if (value != null && !value.isEmpty()) {
            putWhole(attribute, cut(value));
        }
    }

    /** Puts an attribute, unless the value is negative. */
    void put(Attribute attribute, long value) {
        if (value >= 0 && hasPlace()) {
            KeyValue.put(out, field, attribute, value);
        }
    }

    /** Puts an attribute that is true. */
    void putTrue(Attribute attribute) {
        if (hasPlace()) {
            KeyValue.putTrue(out, field, attribute);
        }
    }

    /**
     * Puts an attribute that an instrumentation, a rule or the application has named: a text, Long, Double, Boolean or a list
     * of these.
     */
    void put(String key, Object value) {
        if (hasPlace()) {
            KeyValue.put(out, field, key, value, maxChars, personal);
        }
    }

    /** Puts the path, with parameters such as a session's id replaced as configured. */
    void putPath(String path) {
        if (path == null || path.indexOf(';') < 0) {
            put(Attribute.URL_PATH, path);
        } else {
            text.setLength(0);
            appendPath(path);
            putText(Attribute.URL_PATH);
        }
    }

    /** Puts the query string, with its values replaced as configured. */
    void putQuery(String query) {
        if (query != null && !query.isEmpty()) {
            text.setLength(0);
            appendQuery(query);
            putText(Attribute.URL_QUERY);
        }
    }

    /** Puts the URL, put together from its parts. */
    void putUrl(String scheme, String host, int port, String path, String query) {
        if (host == null || scheme == null) {
            return;
        }
        text.setLength(0);
        text.append(scheme).append("://");
        boolean bareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
        if (bareIpv6) {
            text.append('[').append(host).append(']');
        } else {
            text.append(host);
        }
        if (port >= 0 && port != HttpClientOperation.defaultPort(scheme)) {
            text.append(':').append(port);
        }
        if (path != null) {
            appendPath(path);
        }
        if (query != null && !query.isEmpty()) {
            text.append('?');
            appendQuery(query);
        }
        putText(Attribute.URL_FULL);
    }

    private void appendPath(String path) {
        int end = personal.end(path, maxChars);
        int from = 0;
        int parameter = redactQuery ? path.indexOf(';') : -1;
        while (parameter >= 0 && parameter < end) {
            text.append(path, from, parameter).append(";REDACTED");
            int segment = path.indexOf('/', parameter);
            from = segment < 0 ? end : Math.min(segment, end);
            parameter = path.indexOf(';', from);
        }
        text.append(path, from, end);
    }

    private void appendQuery(String query) {
        int end = personal.end(query, maxChars);
        if (!redactQuery) {
            text.append(query, 0, end);
            return;
        }
        int from = 0;
        while (from < end) {
            int next = query.indexOf('&', from);
            int to = next < 0 || next > end ? end : next;
            int equals = query.indexOf('=', from);
            if (equals >= 0 && equals < to) {
                text.append(query, from, equals + 1);
            }
            // what has no name may be a token
            text.append("REDACTED");
            if (to < end) {
                text.append('&');
            }
            from = to + 1;
        }
    }

    private String cut(String value) {
        if (!personal.isKept()) {
            return personal.hide(value, maxChars);
        }
        return value.length() > maxChars ? value.substring(0, maxChars) : value;
    }

    /** Puts the text that was put together. */
    private void putText(Attribute attribute) {
        putWhole(attribute, personal.isKept() ? text : personal.hide(text.toString()));
    }

    private void putWhole(Attribute attribute, CharSequence value) {
        if (hasPlace()) {
            KeyValue.put(out, field, attribute, value);
        }
    }

    private boolean hasPlace() {
        if (written >= maxAttributes) {
            dropped++;
            return false;
        }
        written++;
        return true;
    }
}
