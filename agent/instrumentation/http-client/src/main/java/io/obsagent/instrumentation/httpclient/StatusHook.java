package io.obsagent.instrumentation.httpclient;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.net.HttpURLConnection;

/** Where the status of a response is looked at, first by the JDK, which decides by it how to go on. */
public final class StatusHook implements Hook {

    @Override
    public void after(Call call) {
        Integer status = call.result();
        Exchange exchange = status == null || status <= 0 ? null : Exchange.of(call.<HttpURLConnection>self());
        if (exchange != null) {
            exchange.answered(status);
        }
    }
}
