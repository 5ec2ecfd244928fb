package io.obsagent.instrumentation.reactornetty;

import io.obsagent.api.Scope;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.client.HttpClientState;
import reactor.util.context.Context;

/**
 * Stands before the client's observer of an attempt. What that does, and the application behind it, belongs to where the
 * call was made: on the client's thread, which may be in the midst of another call's response, also redirects and retries
 * begin there.
 */
final class AttemptObserver implements ConnectionObserver {

    private final Attempt attempt;
    private final ConnectionObserver client;

    AttemptObserver(Attempt attempt, ConnectionObserver client) {
        this.attempt = attempt;
        this.client = client;
    }

    @Override
    public Context currentContext() {
        return client.currentContext();
    }

    @Override
    public void onStateChange(Connection connection, State newState) {
        if (newState == HttpClientState.REQUEST_PREPARED) {
            attempt.goesOnAs(connection);
        } else if (newState == HttpClientState.RESPONSE_RECEIVED) {
            attempt.goesOnAs(connection); // after an upgrade to HTTP/2 it is another one
            attempt.answered(status(connection));
        } else if (newState == State.DISCONNECTING) {
            attempt.disconnected();
        }
        Scope scope = attempt.activateCaller();
        try {
            client.onStateChange(connection, newState);
        } finally {
            scope.close();
        }
    }

    @Override
    public void onUncaughtException(Connection connection, Throwable error) {
        int status = status(connection);
        if (status < 0) {
            attempt.end(error);
        } else {
            attempt.answered(status); // a redirect that the client follows is an error within it
        }
        Scope scope = attempt.activateCaller();
        try {
            client.onUncaughtException(connection, error);
        } finally {
            scope.close();
        }
    }

    /** The status of the response, or -1 when none has come. */
    private static int status(Connection connection) {
        if (connection instanceof HttpClientResponse) {
            try {
                return ((HttpClientResponse) connection).status().code();
            } catch (IllegalStateException noResponse) {
                return -1;
            }
        }
        return -1;
    }
}
