package io.obsagent.telemetry;

import io.obsagent.api.Scope;

/** The operation that is current on a thread, for as long as the scope is open. */
final class Current implements Scope {

    /** Without an {@code initialValue}: the JVM would see one more class where the application's thread locals get theirs. */
    private static final ThreadLocal<Holder> CURRENT = new ThreadLocal<Holder>();

    /** The longest that is written is a traceparent. */
    private static final int SCRATCH = 64;

    private final SpanOperation before;
    private final Holder opened;
    private boolean closed;

    private Current(SpanOperation before, Holder opened) {
        this.before = before;
        this.opened = opened;
    }

    /** The current operation, or null. */
    static SpanOperation get() {
        return holder().operation;
    }

    private static Holder holder() {
        Holder holder = CURRENT.get();
        if (holder == null) {
            holder = new Holder();
            CURRENT.set(holder);
        }
        return holder;
    }

    /** Bytes for what the current thread writes next: none of it is there any more when something else has been written. */
    static byte[] scratch() {
        Holder holder = holder();
        byte[] scratch = holder.scratch;
        if (scratch == null) {
            scratch = new byte[SCRATCH];
            holder.scratch = scratch;
        }
        return scratch;
    }

    /** Makes an operation current, or nothing (null), and returns what was. */
    static SpanOperation set(SpanOperation operation) {
        Holder holder = holder();
        SpanOperation before = holder.operation;
        holder.operation = operation;
        return before;
    }

    /** Makes an operation current, or nothing (null); where there is no memory for that, all stays as it was. */
    static Scope enter(SpanOperation operation) {
        try {
            Holder holder = holder();
            SpanOperation before = holder.operation;
            if (before == operation) {
                return Scope.NONE;
            }
            Scope scope = new Current(before, holder);
            holder.operation = operation;
            return scope;
        } catch (Throwable failure) {
            ObsTelemetry.failed("not made current", failure);
            return Scope.NONE;
        }
    }

    /** Restores what was before, also when a scope opened later was left open: else it would stay for ever. */
    @Override
    public void close() {
        if (!closed) {
            try {
                set(before);
            } catch (Throwable noStack) {
                // needs no call; scopes are opened and closed on one thread
                opened.operation = before;
            }
            closed = true;
        }
    }

    /** Spares a second look-up in the thread where something is both read and set. */
    private static final class Holder {
        SpanOperation operation;

        /** Null until something was written. */
        byte[] scratch;
    }
}
