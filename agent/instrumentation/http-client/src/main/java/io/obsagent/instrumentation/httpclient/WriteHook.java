package io.obsagent.instrumentation.httpclient;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.net.HttpURLConnection;

/** Where a connection writes the request of an attempt. */
public final class WriteHook implements Hook {

    @Override
    public void before(Call call) {
        HttpURLConnection connection = call.self();
        Exchange exchange = Exchange.of(connection);
        if (exchange != null) {
            SendHook.CONNECTION.set(connection);
            exchange.writing(connection);
        }
    }
}
