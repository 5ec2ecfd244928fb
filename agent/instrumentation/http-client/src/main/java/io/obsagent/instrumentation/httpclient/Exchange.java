package io.obsagent.instrumentation.httpclient;

import io.obsagent.api.Operation;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.util.function.BiConsumer;

/**
 * The one exchange that an HttpURLConnection is good for. It has an attempt for each request that the JDK sends: after a
 * redirect, to authenticate, and once more on another connection when one broke without a response.
 */
final class Exchange {

    private static final State<HttpURLConnection, Exchange> EXCHANGES = new State<HttpURLConnection, Exchange>();

    /** The attempt under way; null when not recorded, and when ended. */
    private Operation attempt;

    /** Whether the attempt is one that the JDK makes after the first. */
    private boolean again;

    private boolean written;
    private int status;

    /** The headers that were written last, by the JDK's object for them. */
    private Object headers;

    private Exchange(Operation attempt) {
        this.attempt = attempt;
    }

    /** The exchange of a connection; null when none has begun. */
    static Exchange of(HttpURLConnection connection) {
        return EXCHANGES.get(connection);
    }

    /**
     * The exchange of a connection; begun now if it was not.
     *
     * @param writing whether the application may be about to write a body
     * @return null when it has not begun and is not to be observed
     */
    static Exchange of(HttpURLConnection connection, boolean writing) {
        Exchange exchange = EXCHANGES.get(connection);
        if (exchange == null && Telemetry.get().isOn(HttpClientInstrumentation.NAME)) {
            exchange = new Exchange(Telemetry.get().callHttp(new UrlRequest(connection, writing)));
            exchange.inject(new RequestProperties(connection));
            EXCHANGES.put(connection, exchange);
        }
        return exchange;
    }

    boolean underWay() {
        return attempt != null;
    }

    /** The JDK connects, which after a response means that it goes on to the next attempt. */
    void connecting(HttpURLConnection connection) {
        if (status > 0) {
            next(connection);
        }
    }

    /** The JDK writes the request of an attempt, for the first time. */
    void writing(HttpURLConnection connection) {
        if (written) {
            next(connection);
        }
        written = true;
        headers = null;
        complete(connection);
    }

    /**
     * The JDK sends a request's headers.
     *
     * @param sent the JDK's object for them
     */
    void sending(HttpURLConnection connection, Object sent) {
        if (headers == null) {
            headers = sent;
        } else if (headers == sent) { // once more; a tunnel through a proxy has headers of its own
            next(connection);
            written = true;
            complete(connection);
        }
    }

    void answered(int code) {
        status = code;
        if (attempt != null) {
            attempt.status(code);
        }
    }

    private void next(HttpURLConnection connection) {
        if (attempt == null) {
            return;
        }
        // the JDK keeps to itself why there was no response
        end(status > 0 ? null : new SocketException("no response; the request is sent again"));
        again = true;
        written = false;
        status = 0;
        if (Telemetry.get().isOn(HttpClientInstrumentation.NAME)) {
            attempt = Telemetry.get().callHttp(new UrlRequest(connection, false));
        }
    }

    /** Gives the request of a further attempt its own context. */
    private void complete(HttpURLConnection connection) {
        if (again) {
            inject(new SentProperties(connection));
        }
    }

    private void inject(BiConsumer<String, String> carrier) {
        if (attempt != null) {
            attempt.inject(carrier);
        }
    }

    /** Only the first end of an attempt counts. */
    void end(Throwable thrown) {
        Operation ended = attempt;
        attempt = null;
        if (ended != null) {
            ended.end(thrown);
        }
    }
}
