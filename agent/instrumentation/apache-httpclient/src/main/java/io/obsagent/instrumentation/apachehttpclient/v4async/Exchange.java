package io.obsagent.instrumentation.apachehttpclient.v4async;

import io.obsagent.api.HttpRequest;
import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;

/** One call of the application, with the redirects that it leads to. Used by one thread after the other. */
final class Exchange {

    /** By the client's own object for the exchange. */
    static final State<Object, Exchange> BY_STATE = new State<Object, Exchange>();

    /** The exchange that this thread is starting. */
    static final ThreadLocal<Exchange> STARTING = new ThreadLocal<Exchange>();

    private final Snapshot caller = Telemetry.get().capture();
    private volatile Operation operation;

    /** Begins on the application's thread; does nothing when it has begun. */
    void begin(HttpRequest request) {
        if (operation == null) {
            operation = Telemetry.get().callHttp(request);
        }
    }

    /** The operation, or null when it has not begun. */
    Operation operation() {
        return operation;
    }

    void end(Throwable thrown) {
        Operation ended = operation;
        if (ended != null) {
            ended.end(thrown);
        }
    }

    /** Makes current what was current where the application made the call. */
    Scope activate() {
        return caller == null ? Scope.NONE : caller.activate();
    }
}
