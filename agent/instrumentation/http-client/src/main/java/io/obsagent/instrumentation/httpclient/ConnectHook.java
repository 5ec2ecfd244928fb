package io.obsagent.instrumentation.httpclient;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.net.HttpURLConnection;

/** Where the JDK connects, for whichever attempt. */
public final class ConnectHook implements Hook {

    @Override
    public void before(Call call) {
        HttpURLConnection connection = call.self();
        Exchange exchange = Exchange.of(connection);
        if (exchange != null) {
            exchange.connecting(connection);
        }
    }
}
