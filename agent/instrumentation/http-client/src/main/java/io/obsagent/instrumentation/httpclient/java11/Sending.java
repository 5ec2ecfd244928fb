package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import java.net.http.HttpRequest;

/**
 * A call of the application's. Its attempts (after a redirect, to authenticate, again after a failure) follow one another on
 * threads of the client; the call may end on any. Refers to nothing of the client's.
 */
final class Sending {

    /** By the client's own requests: the copy of the application's, and those that it makes of one before. */
    static final State<HttpRequest, Sending> BY_REQUEST = new State<>();

    /** The request that each of the client's exchanges sends, perhaps more than once. */
    static final State<Object, HttpRequest> REQUESTS = new State<>();

    /** What this thread is about to hand to the client. */
    static final ThreadLocal<Sending> STARTED = new ThreadLocal<>();

    private final Snapshot caller;
    private Operation attempt;
    private boolean tried;
    private boolean over;

    /**
     * @param first the attempt that begins with the call
     * @param caller null when the call is made out of no context
     */
    Sending(Operation first, Snapshot caller) {
        this.attempt = first;
        this.caller = caller;
    }

    /** The client goes to send a request: the first time the attempt that is there, then another one. */
    synchronized void attempt(HttpRequest request) {
        if (over || !tried) {
            tried = true;
            return;
        }
        endAttempt(null);
        try (Scope ignored = activateCaller()) {
            attempt = Telemetry.get().callHttp(new ClientRequest(request));
        }
    }

    private Scope activateCaller() {
        if (caller != null) {
            return caller.activate();
        }
        return Telemetry.get().currentContext() == null
                ? Scope.NONE
                : Telemetry.get().suspend();
    }

    /** The attempt under way; null when it is not recorded. */
    synchronized Operation attempt() {
        return attempt;
    }

    synchronized void answered(int status) {
        if (attempt != null) {
            attempt.status(status);
        }
    }

    /** The attempt has failed; whether the client tries again shows later. */
    synchronized void failed(Throwable thrown) {
        if (attempt != null) {
            attempt.failed(thrown);
        }
    }

    /** The application has what it gets. Only the first end counts. */
    synchronized void end(Throwable thrown) {
        over = true;
        endAttempt(thrown);
    }

    private void endAttempt(Throwable thrown) {
        Operation ended = attempt;
        attempt = null;
        if (ended != null) {
            ended.end(thrown == null ? ended.failure() : thrown);
        }
    }
}
