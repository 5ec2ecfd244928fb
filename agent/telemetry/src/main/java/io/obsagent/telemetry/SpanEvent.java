package io.obsagent.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.EventData;

/** Something that happened during a span at one time. Immutable. */
class SpanEvent {
    final String name;
    final long epochNanos;
    /** Class of an exception; null for other events. */
    final String type;

    final String message;
    final String stackTrace;
    /** Whether message and stack trace may cite statements. */
    final boolean sql;

    SpanEvent(String name, long epochNanos, String type, String message, String stackTrace, boolean sql) {
        this.name = name;
        this.epochNanos = epochNanos;
        this.type = type;
        this.message = message;
        this.stackTrace = stackTrace;
        this.sql = sql;
    }

    /**
     * The event as OpenTelemetry has it.
     *
     * @param maxMessageChars where the message is cut off
     */
    EventData data(int maxMessageChars) {
        AttributesBuilder attributes = Attributes.builder();
        put(attributes, Attribute.EXCEPTION_TYPE, type, Integer.MAX_VALUE);
        put(attributes, Attribute.EXCEPTION_MESSAGE, Secrets.hide(message, sql), maxMessageChars);
        put(attributes, Attribute.EXCEPTION_STACKTRACE, Secrets.hide(stackTrace, sql), Integer.MAX_VALUE);
        return EventData.create(epochNanos, name, attributes.build());
    }

    private static void put(AttributesBuilder attributes, Attribute attribute, String value, int maxChars) {
        if (value != null && !value.isEmpty()) {
            attributes.put(attribute.text, value.length() > maxChars ? value.substring(0, maxChars) : value);
        }
    }
}
