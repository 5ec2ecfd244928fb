package io.obsagent.telemetry;

/** Something that happened during a span at one time. Immutable. */
final class SpanEvent {
    final String name;
    final long epochNanos;
    /** Class of an exception; null for other events. */
    final String type;

    final String message;
    final String stackTrace;

    SpanEvent(String name, long epochNanos, String type, String message, String stackTrace) {
        this.name = name;
        this.epochNanos = epochNanos;
        this.type = type;
        this.message = message;
        this.stackTrace = stackTrace;
    }
}
