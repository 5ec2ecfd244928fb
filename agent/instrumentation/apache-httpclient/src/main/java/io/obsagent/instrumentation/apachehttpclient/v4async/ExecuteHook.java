package io.obsagent.instrumentation.apachehttpclient.v4async;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import org.apache.http.concurrent.FutureCallback;

/** {@code HttpAsyncClient.execute}, where all its siblings end up: the application's call. */
public final class ExecuteHook implements Hook {

    private static final int CALLBACK = 3;

    @Override
    public void before(Call call) {
        Exchange exchange = new Exchange();
        Exchange.STARTING.set(exchange);
        call.attach(exchange);
        call.replaceArg(CALLBACK, new ExchangeEnd<Object>(exchange, call.<FutureCallback<Object>>arg(CALLBACK)));
    }

    @Override
    public void after(Call call) {
        Exchange.STARTING.remove();
        Exchange exchange = call.attached();
        if (exchange != null && call.thrown() != null) {
            exchange.end(call.thrown());
        }
    }
}
