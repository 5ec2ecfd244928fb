package io.obsagent.instrumentation.httpclient;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.net.HttpURLConnection;
import java.net.ProtocolException;

/** Where a connection is opened, {@code connect}, or its request's body is written, {@code getOutputStream}. */
public final class RequestHook implements Hook {

    @Override
    public void before(Call call) {
        call.attach(Exchange.of(call.<HttpURLConnection>self(), true));
    }

    @Override
    public void after(Call call) {
        SendHook.CONNECTION.set(null);
        Exchange exchange = call.attached();
        // a ProtocolException says that the application may not write, and leaves the exchange to go on
        if (exchange != null && call.thrown() != null && !(call.thrown() instanceof ProtocolException)) {
            exchange.end(call.thrown());
        }
    }
}
