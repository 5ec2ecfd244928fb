package io.obsagent.instrumentation.httpclient;

import io.obsagent.api.Operation;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import java.net.HttpURLConnection;

/** The one exchange that an HttpURLConnection is good for. */
final class Exchange {

    private static final State<HttpURLConnection, Exchange> EXCHANGES = new State<HttpURLConnection, Exchange>();

    /** Null when not recorded, and when ended. */
    private Operation operation;

    private Exchange(Operation operation) {
        this.operation = operation;
    }

    /**
     * The exchange of a connection; begun now if it was not.
     *
     * @param writing whether the application may be about to write a body
     */
    static Exchange of(HttpURLConnection connection, boolean writing) {
        Exchange exchange = EXCHANGES.get(connection);
        if (exchange == null) {
            exchange = new Exchange(begin(connection, writing));
            EXCHANGES.put(connection, exchange);
        }
        return exchange;
    }

    private static Operation begin(HttpURLConnection connection, boolean writing) {
        Operation operation = Telemetry.get().callHttp(new UrlRequest(connection, writing));
        if (operation != null) {
            operation.inject(new RequestProperties(connection));
        }
        return operation;
    }

    /** The operation in progress, or null. */
    Operation operation() {
        return operation;
    }

    void end(Throwable thrown) {
        Operation ended = operation;
        operation = null;
        if (ended != null) {
            ended.end(thrown);
        }
    }
}
