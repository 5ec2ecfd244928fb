package io.obsagent.telemetry;

import io.obsagent.api.Scope;

/** The operation that is current on a thread, for as long as the scope is open. */
final class Current implements Scope {

    private static final ThreadLocal<SpanOperation> CURRENT = new ThreadLocal<SpanOperation>();

    private final SpanOperation before;
    private boolean closed;

    private Current(SpanOperation before) {
        this.before = before;
    }

    /** The current operation, or null. */
    static SpanOperation get() {
        return CURRENT.get();
    }

    /** Makes an operation current, or nothing (null). */
    static Scope enter(SpanOperation operation) {
        SpanOperation before = CURRENT.get();
        if (before == operation) {
            return Scope.NONE;
        }
        CURRENT.set(operation);
        return new Current(before);
    }

    /** Restores what was before, also when a scope opened later was left open: else it would stay for ever. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            CURRENT.set(before);
        }
    }
}
