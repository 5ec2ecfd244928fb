package io.obsagent.instrumentation.apachehttpclient.v4async;

import io.obsagent.api.Scope;
import java.util.concurrent.CancellationException;
import org.apache.http.concurrent.FutureCallback;

/** Ends the operation of an exchange, and runs the application's callback, if any, in the application's context. */
final class ExchangeEnd<T> implements FutureCallback<T> {

    private final Exchange exchange;
    private final FutureCallback<T> callback;

    /** @param callback the application's, or null */
    ExchangeEnd(Exchange exchange, FutureCallback<T> callback) {
        this.exchange = exchange;
        this.callback = callback;
    }

    @Override
    public void completed(T result) {
        exchange.end(null);
        if (callback != null) {
            Scope scope = exchange.activate();
            try {
                callback.completed(result);
            } finally {
                scope.close();
            }
        }
    }

    @Override
    public void failed(Exception cause) {
        exchange.end(cause);
        if (callback != null) {
            Scope scope = exchange.activate();
            try {
                callback.failed(cause);
            } finally {
                scope.close();
            }
        }
    }

    @Override
    public void cancelled() {
        exchange.end(new CancellationException());
        if (callback != null) {
            Scope scope = exchange.activate();
            try {
                callback.cancelled();
            } finally {
                scope.close();
            }
        }
    }
}
