package io.obsagent.instrumentation.httpclient;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.net.HttpURLConnection;

/** Where a request goes on the wire, once more without the connection's doing when it got no response. */
public final class SendHook implements Hook {

    /** What this thread sends for; null, and not removed, between two calls: a new entry for each would be one more object. */
    static final ThreadLocal<HttpURLConnection> CONNECTION = new ThreadLocal<HttpURLConnection>();

    @Override
    public void before(Call call) {
        HttpURLConnection connection = CONNECTION.get();
        Exchange exchange = connection == null ? null : Exchange.of(connection);
        if (exchange != null) {
            exchange.sending(connection, call.arg(0));
        }
    }
}
