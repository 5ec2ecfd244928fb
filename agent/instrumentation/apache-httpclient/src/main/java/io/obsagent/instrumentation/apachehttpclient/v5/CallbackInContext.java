package io.obsagent.instrumentation.apachehttpclient.v5;

import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import org.apache.hc.core5.concurrent.FutureCallback;

/** Runs the application's callback in the context that the application made its call in. */
final class CallbackInContext<T> implements FutureCallback<T> {

    private final FutureCallback<T> callback;
    private final Snapshot snapshot;

    CallbackInContext(FutureCallback<T> callback, Snapshot snapshot) {
        this.callback = callback;
        this.snapshot = snapshot;
    }

    @Override
    public void completed(T result) {
        Scope scope = snapshot.activate();
        try {
            callback.completed(result);
        } finally {
            scope.close();
        }
    }

    @Override
    public void failed(Exception cause) {
        Scope scope = snapshot.activate();
        try {
            callback.failed(cause);
        } finally {
            scope.close();
        }
    }

    @Override
    public void cancelled() {
        Scope scope = snapshot.activate();
        try {
            callback.cancelled();
        } finally {
            scope.close();
        }
    }
}
