package io.obsagent.instrumentation.reactornetty;

import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import java.util.concurrent.CancellationException;

/** One attempt, and the context of the code that made the call. Refers to nothing of the client's. */
final class Attempt {

    /** By the client's object for a request on its connection. */
    private static final State<Object, Attempt> ATTEMPTS = new State<Object, Attempt>();

    private final Operation operation;
    private final Snapshot caller;
    private boolean ended;

    /** @param caller null when the call was made out of no context */
    Attempt(Operation operation, Snapshot caller) {
        this.operation = operation;
        this.caller = caller;
    }

    /** The attempt that a request on its connection belongs to, or null. */
    static Attempt of(Object request) {
        return ATTEMPTS.get(request);
    }

    /** Makes {@link #of} find this attempt. */
    void goesOnAs(Object request) {
        ATTEMPTS.put(request, this);
    }

    Operation operation() {
        return operation;
    }

    /** Makes current what was current where the call was made, whatever else the thread is in the midst of. */
    Scope activateCaller() {
        if (caller != null) {
            return caller.activate();
        }
        return Telemetry.get().currentContext() == null
                ? Scope.NONE
                : Telemetry.get().suspend();
    }

    /** The head of the response has come. */
    void answered(int status) {
        if (!ended) {
            operation.status(status);
            end(null);
        }
    }

    /** Nothing more will come; where there has been neither response nor error, the application has lost interest. */
    void disconnected() {
        if (!ended) {
            end(new CancellationException());
        }
    }

    /** Only the first end counts. */
    void end(Throwable error) {
        ended = true;
        operation.end(error);
    }
}
