package io.obsagent.telemetry;

import io.obsagent.telemetry.export.ProtoWriter;

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

    /** As another event. */
    SpanEvent(SpanEvent other) {
        this(other.name, other.epochNanos, other.type, other.message, other.stackTrace, other.sql);
    }

    /**
     * Writes what is known of an exception, without secrets and what else is to be hidden.
     *
     * @param field the tag of the field that holds an attribute
     * @param maxMessageChars where the message is cut off
     */
    void putAttributes(ProtoWriter out, int field, int maxMessageChars, PersonalData personal) {
        put(out, field, Attribute.EXCEPTION_TYPE, type, Integer.MAX_VALUE);
        put(out, field, Attribute.EXCEPTION_MESSAGE, personal.hide(Secrets.hide(message, sql)), maxMessageChars);
        put(
                out,
                field,
                Attribute.EXCEPTION_STACKTRACE,
                personal.hide(Secrets.hide(stackTrace, sql)),
                Integer.MAX_VALUE);
    }

    private static void put(ProtoWriter out, int field, Attribute attribute, String value, int maxChars) {
        if (value != null && !value.isEmpty()) {
            KeyValue.put(out, field, attribute, value.length() > maxChars ? value.substring(0, maxChars) : value);
        }
    }
}
