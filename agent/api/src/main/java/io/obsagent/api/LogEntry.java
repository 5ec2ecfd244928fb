package io.obsagent.api;

/**
 * One log event as its library tells it: a view, read at once on the thread that writes it. Nothing of it is kept.
 */
public interface LogEntry {

    /** When it was logged, in milliseconds since 1970. */
    long epochMillis();

    /** The level as the library spells it, for example {@code WARNING}; not null. */
    String level();

    /** The level as a severity number of the OpenTelemetry log data model: 1 trace, 5 debug, 9 info, 13 warn, 17 error, 21 fatal. */
    int severity();

    /** The logger's name, or null. */
    String logger();

    /** The name of the thread that logged it, or null. */
    String thread();

    /** The message with its arguments in place, or null. */
    String message();

    /** The message before its arguments are put in, the same for all events of one statement where it has arguments; or null. */
    String template();

    /** What was logged with it, or null. */
    Throwable thrown();

    /**
     * Tells what the event carries beside its message: structured arguments first, which are the most specific, then the
     * MDC with the ids of the trace, then markers.
     */
    void fields(LogFields out);
}
