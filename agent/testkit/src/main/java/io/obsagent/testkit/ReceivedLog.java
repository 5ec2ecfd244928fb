package io.obsagent.testkit;

import java.util.Map;

/**
 * One log record as the collector side saw it. Immutable; ids are lower-case hex, empty where there is none; attribute
 * values as in {@link ReceivedSpan}.
 *
 * @param severity the severity number
 * @param level the severity text
 * @param logger the name of the scope
 * @param traceFlags the W3C trace flags
 * @param resource attributes of the resource, such as {@code service.name}
 */
public record ReceivedLog(
        long timeNanos,
        int severity,
        String level,
        String logger,
        String body,
        String traceId,
        String spanId,
        int traceFlags,
        Map<String, Object> attributes,
        Map<String, Object> resource) {

    /** The attribute's value, or null if the record does not have it. */
    public Object attribute(String key) {
        return attributes.get(key);
    }
}
