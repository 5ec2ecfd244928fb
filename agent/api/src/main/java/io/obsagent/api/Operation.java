package io.obsagent.api;

import java.util.function.BiConsumer;

/**
 * One unit of work in progress: exactly one span and one duration measurement, both recorded by {@link #end}.
 *
 * <p>Created by {@link Telemetry}. Setters may be called from one thread at a time until {@code end}; what comes later is
 * ignored. Names and units follow the OpenTelemetry semantic conventions. No method throws.
 */
public abstract class Operation {

    private volatile Throwable failure;

    /** Makes this operation current on the calling thread. */
    public abstract Scope activate();

    /** As {@link #activate}, without an object for it: returns what was current, to be given to {@link #restore}. */
    protected abstract Operation makeCurrent();

    /** Makes current on the calling thread what was before {@link #makeCurrent}; null for nothing. */
    protected abstract void restore(Operation before);

    /**
     * Writes the trace context headers (by default {@code traceparent}, {@code tracestate}, {@code baggage}) for the
     * peer of this operation.
     *
     * @param carrier receives header name and value; existing headers of that name are to be replaced
     */
    public abstract void inject(BiConsumer<String, String> carrier);

    /** Sets the low-cardinality route of an HTTP operation, for example {@code /cart/{user}}; null is ignored. */
    public abstract Operation route(String route);

    /**
     * Sets the route where a framework knows the template of the end of the path only.
     *
     * @param template for example {@code /{user}}
     * @param matched the end of the request's path that the template stands for, not decoded; where the path ends
     *     otherwise nothing is set
     */
    public Operation route(String template, String matched) {
        return this;
    }

    /** Sets the route that stands for all paths of an application: it counts where nothing better is known. */
    public Operation fallbackRoute(String route) {
        return this;
    }

    /**
     * Says which web application of the container serves the request; ignored unless applications are services of their own.
     *
     * @param contextPath as it was deployed, not as the client wrote it; empty or null for the root application
     */
    public Operation application(String contextPath) {
        return this;
    }

    /** Whether {@link #responseHeaders} has a use. */
    public boolean capturesResponseHeaders() {
        return false;
    }

    /** Shows the response's headers, which are read at once. */
    public Operation responseHeaders(Headers headers) {
        return this;
    }

    /** The name of the response's header that tells the caller the trace; null where none is to be set. */
    public String traceHeader() {
        return null;
    }

    /** The value of {@link #traceHeader}; not asked for where there is none. */
    public String traceHeaderValue() {
        return null;
    }

    /** Whether {@link #user} is to be told the name of the request's principal. */
    public boolean userIsPrincipal() {
        return false;
    }

    /** The attribute of the request's session that {@link #user} is to be told; null for none. */
    public String userSessionAttribute() {
        return null;
    }

    /** Sets the id of the user that the request is made for; null is ignored. */
    public Operation user(String id) {
        return this;
    }

    /** Sets the numeric status of the response: the HTTP status code. */
    public abstract Operation status(int code);

    /** Sets the symbolic status of the response: the gRPC status name, the SQLSTATE. Null is ignored. */
    public abstract Operation status(String code);

    /** Sets the size of the request's body in bytes. */
    public abstract Operation requestBytes(long bytes);

    /** Sets the size of the response's body in bytes. */
    public abstract Operation responseBytes(long bytes);

    /** Sets the number of rows that a query returned; after {@link #end} it still counts in the metric. */
    public abstract Operation rows(long rows);

    /** Whether rows are to be counted, which costs something for each. */
    public boolean wantsRows() {
        return false;
    }

    /**
     * Sets how many messages a streaming RPC has exchanged.
     *
     * @param sent by this side
     * @param received by this side
     */
    public Operation messages(long sent, long received) {
        return this;
    }

    /**
     * Adds one of the attempts of a call that the library has made more than once, by a retry or as a hedge. A call of one
     * attempt has none.
     *
     * @param number from 1
     * @param startNanoTime {@link System#nanoTime()} when it began
     * @param code its symbolic status as in {@link #status(String)}; null when it had not ended
     */
    public Operation attempt(int number, long startNanoTime, String code) {
        return this;
    }

    /** Adds a span attribute; null values are ignored. Not a metric label. */
    public abstract Operation attribute(String key, String value);

    /** Adds a span attribute. Not a metric label. */
    public abstract Operation attribute(String key, long value);

    /** Adds a span event without attributes at the present time. */
    public abstract Operation event(String name);

    /**
     * Adds a span attribute, or replaces the one of this name: for the application's own API. Not a metric label.
     *
     * @param value a text, Long, Double, Boolean, or a list of such; of others their text counts. Null is ignored
     */
    public Operation value(String key, Object value) {
        return this;
    }

    /**
     * Adds a span event.
     *
     * @param epochNanos when it happened; 0: now
     * @param attributes name, value, name, value ... with values as in {@link #value}; null: none. Not to be changed later
     */
    public Operation event(String name, long epochNanos, Object[] attributes) {
        return this;
    }

    /**
     * Adds a span event that tells of an exception, which does not make this operation one that has failed.
     *
     * @param attributes as in {@link #event(String, long, Object[])}
     */
    public Operation exception(Throwable thrown, Object[] attributes) {
        return this;
    }

    /** Gives the span another name; metrics keep their labels. Null is ignored. */
    public Operation name(String name) {
        return this;
    }

    /**
     * Sets the status of the span, whatever else is known of how the operation went. What was once ok stays so.
     *
     * @param description of what went wrong, or null
     */
    public Operation outcome(boolean ok, String description) {
        return this;
    }

    /** Links the span to another; the parameters are as in {@link Telemetry#elsewhere}. */
    public Operation link(String traceId, String spanId, boolean sampled, String traceState) {
        return this;
    }

    /** Whether what is added now will be seen: it has not ended, and the trace is recorded. */
    public boolean isRecording() {
        return false;
    }

    /**
     * Ends a span that the application has asked for; others are not the application's to end, and nothing happens.
     *
     * @param epochNanos when it ended; 0: now
     */
    public void endAt(long epochNanos) {}

    /** The header {@code baggage} that peers are sent, or null. */
    public String baggage() {
        return null;
    }

    /** What {@link Telemetry#enterContext} was told that this is current with; null: nothing, or it was collected. */
    public Object context() {
        return null;
    }

    /** What a current operation stands for within a context of the application's: the operation that is recorded. */
    public Operation origin() {
        return this;
    }

    /** Notes what the work threw, for the hook that ends this operation and cannot see it. The first one counts. */
    public final Operation failed(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
        return this;
    }

    /** What {@link #failed} noted, or null: to be given to {@link #end}, which does not look for it. */
    public final Throwable failure() {
        return failure;
    }

    /** Lets go of what {@link #failed} noted; the telemetry calls it at the end, as it may keep this for a while. */
    protected final void forgetFailure() {
        failure = null;
    }

    /**
     * Records the span and the duration. Only the first call counts.
     *
     * @param error what the work threw, or null
     */
    public abstract void end(Throwable error);

    /** Forgets this operation: neither span nor duration is recorded. */
    public abstract void discard();

    /** The trace id, 32 lower-case hex digits. */
    public abstract String traceId();

    /** The span id, 16 lower-case hex digits. */
    public abstract String spanId();

    /** The W3C trace flags, two hex digits: {@code 01} when sampled. */
    public abstract String traceFlags();
}
