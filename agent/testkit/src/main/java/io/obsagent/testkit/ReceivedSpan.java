package io.obsagent.testkit;

import java.util.List;
import java.util.Map;

/**
 * One span as the collector side saw it. Immutable; ids are lower-case hex, times are nanoseconds since the epoch.
 * Attribute values are String, Boolean, Long, Double, List, Map or, for byte arrays, a hex String.
 *
 * @param parentSpanId empty for a root span
 * @param traceState the W3C tracestate header value, empty if there is none
 * @param traceFlags the low 8 bits are the W3C trace flags, bits 8 and 9 tell whether the parent is remote
 * @param resource attributes of the resource, such as {@code service.name}
 */
public record ReceivedSpan(
        String traceId,
        String spanId,
        String parentSpanId,
        String traceState,
        int traceFlags,
        String name,
        Kind kind,
        Status status,
        String statusMessage,
        long startNanos,
        long endNanos,
        Map<String, Object> attributes,
        List<Event> events,
        List<Link> links,
        Map<String, Object> resource,
        String scopeName,
        String scopeVersion) {

    /** Span kind; the names are those of the OpenTelemetry API. */
    public enum Kind {
        UNSPECIFIED,
        INTERNAL,
        SERVER,
        CLIENT,
        PRODUCER,
        CONSUMER
    }

    /** Span status code. */
    public enum Status {
        UNSET,
        OK,
        ERROR
    }

    /** Something that happened during the span, such as an exception. */
    public record Event(String name, long timeNanos, Map<String, Object> attributes) {}

    /** A reference to another span, in the same trace or another. */
    public record Link(String traceId, String spanId, Map<String, Object> attributes) {}

    /** The attribute's value, or null if the span does not have it. */
    public Object attribute(String key) {
        return attributes.get(key);
    }

    /** {@code service.name} of the resource, or the empty string. */
    public String serviceName() {
        return String.valueOf(resource.getOrDefault("service.name", ""));
    }

    /** Whether the span has no parent at all, neither here nor in another process. */
    public boolean isRoot() {
        return parentSpanId.isEmpty();
    }

    /** Whether {@code parent} is this span's direct parent. */
    public boolean isChildOf(ReceivedSpan parent) {
        return traceId.equals(parent.traceId) && parentSpanId.equals(parent.spanId);
    }

    /** Time between start and end, in nanoseconds. */
    public long durationNanos() {
        return endNanos - startNanos;
    }
}
