package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The attributes of one span, within the limits. Filled by the operation on the exporter's thread, read by
 * OpenTelemetry's exporter, and used again for another span.
 */
final class SpanAttributes implements Attributes {

    private static final AttributeKey<?>[] KEYS = new AttributeKey<?>[Attribute.values().length];

    private final int maxAttributes;
    private final int maxChars;
    private final boolean redactQuery;
    private final StringBuilder text;

    /** Numbers that were put lately, by their last bits: status codes, ports and sizes come again and again. */
    private static final Long[] BOXED = new Long[1024];

    /** Key, value, key, value ... */
    private Object[] entries = new Object[32];

    private int length;
    private int offered;

    /** @param scratch for texts that are put together; those that are filled on one thread share it */
    SpanAttributes(AgentConfig config, StringBuilder scratch) {
        text = scratch;
        maxAttributes = config.limits.attributeCount;
        maxChars = config.limits.attributeLength;
        redactQuery = config.http.redactQuery;
    }

    /** The number of attributes that were put, also of those that were too many. */
    int offered() {
        return offered;
    }

    void clear() {
        Arrays.fill(entries, 0, length, null);
        length = 0;
        offered = 0;
    }

    /** Puts an attribute, unless it has no value. */
    void put(Attribute attribute, String value) {
        if (value != null && !value.isEmpty()) {
            putWhole(attribute, cut(value));
        }
    }

    /** Puts an attribute, unless the value is negative. */
    void put(Attribute attribute, long value) {
        if (value >= 0) {
            AttributeKey<?> key = KEYS[attribute.ordinal()];
            if (key == null) {
                KEYS[attribute.ordinal()] = key = AttributeKey.longKey(attribute.text);
            }
            add(key, boxed(value));
        }
    }

    private static Long boxed(long value) {
        int index = (int) value & BOXED.length - 1;
        Long boxed = BOXED[index];
        if (boxed == null || boxed != value) {
            BOXED[index] = boxed = value;
        }
        return boxed;
    }

    /** Puts an attribute that is true. */
    void putTrue(Attribute attribute) {
        add(AttributeKey.booleanKey(attribute.text), true);
    }

    /** Puts an attribute that an instrumentation has named: a text, a Long or a list of one text. */
    void put(String key, Object value) {
        if (value instanceof Long) {
            add(AttributeKey.longKey(key), value);
        } else if (value instanceof List) {
            String only = (String) ((List<?>) value).get(0);
            add(AttributeKey.stringArrayKey(key), Collections.singletonList(cut(only)));
        } else {
            add(AttributeKey.stringKey(key), cut((String) value));
        }
    }

    /** Puts the path, with parameters such as a session's id replaced as configured. */
    void putPath(String path) {
        if (path == null || path.indexOf(';') < 0) {
            put(Attribute.URL_PATH, path);
        } else {
            text.setLength(0);
            appendPath(path);
            putWhole(Attribute.URL_PATH, text.toString());
        }
    }

    /** Puts the query string, with its values replaced as configured. */
    void putQuery(String query) {
        if (query != null && !query.isEmpty()) {
            text.setLength(0);
            appendQuery(query);
            putWhole(Attribute.URL_QUERY, text.toString());
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
        putWhole(Attribute.URL_FULL, text.toString());
    }

    private void appendPath(String path) {
        int end = Math.min(path.length(), maxChars);
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
        int end = Math.min(query.length(), maxChars);
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
        return value.length() > maxChars ? value.substring(0, maxChars) : value;
    }

    private void putWhole(Attribute attribute, String value) {
        AttributeKey<?> key = KEYS[attribute.ordinal()];
        if (key == null) {
            KEYS[attribute.ordinal()] = key = AttributeKey.stringKey(attribute.text);
        }
        add(key, value);
    }

    private void add(AttributeKey<?> key, Object value) {
        if (offered++ >= maxAttributes) {
            return;
        }
        if (length == entries.length) {
            entries = Arrays.copyOf(entries, length * 2);
        }
        entries[length++] = key;
        entries[length++] = value;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T get(AttributeKey<T> key) {
        for (int i = 0; i < length; i += 2) {
            if (entries[i].equals(key)) {
                return (T) entries[i + 1];
            }
        }
        return null;
    }

    @Override
    public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> consumer) {
        for (int i = 0; i < length; i += 2) {
            consumer.accept((AttributeKey<?>) entries[i], entries[i + 1]);
        }
    }

    @Override
    public int size() {
        return length / 2;
    }

    @Override
    public boolean isEmpty() {
        return length == 0;
    }

    @Override
    public Map<AttributeKey<?>, Object> asMap() {
        Map<AttributeKey<?>, Object> map = new LinkedHashMap<AttributeKey<?>, Object>();
        forEach(map::put);
        return map;
    }

    @Override
    public AttributesBuilder toBuilder() {
        return Attributes.builder().putAll(this);
    }
}
