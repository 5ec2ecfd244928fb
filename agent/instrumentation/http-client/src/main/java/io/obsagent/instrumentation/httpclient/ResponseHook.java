package io.obsagent.instrumentation.httpclient;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.io.IOException;
import java.net.HttpURLConnection;

/**
 * Where the response's head is read: whatever an application asks of a connection, status, header or body, ends up in
 * {@code getInputStream}.
 */
public final class ResponseHook implements Hook {

    @Override
    public void before(Call call) {
        call.attach(Exchange.of(call.<HttpURLConnection>self(), false));
    }

    @Override
    public void after(Call call) {
        SendHook.CONNECTION.set(null);
        Exchange exchange = call.attached();
        if (exchange == null || !exchange.underWay()) {
            return;
        }
        int status = status(call.<HttpURLConnection>self());
        if (status > 0) {
            // an error status makes getInputStream throw, which is the JDK's way to report it and no failure of the
            // call
            exchange.answered(status);
            exchange.end(null);
        } else {
            exchange.end(call.thrown());
        }
    }

    /** The response's status, or -1 when there was no response. Reads nothing from the network: that has been done. */
    private static int status(HttpURLConnection connection) {
        try {
            return connection.getResponseCode();
        } catch (IOException noResponse) {
            return -1;
        }
    }
}
