package io.obsagent.instrumentation.apachehttpclient.v4async;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import org.apache.http.HttpResponse;

/** {@code responseReceived}: the head of a response is there. */
public final class ResponseHook implements Hook {

    @Override
    public void before(Call call) {
        // (response, state, handler), in 4.0 (state, response)
        int response = call.arg(0) instanceof HttpResponse ? 0 : 1;
        Exchange exchange = Exchange.BY_STATE.get(call.arg(1 - response));
        Operation operation = exchange == null ? null : exchange.operation();
        if (operation != null) {
            operation.status(call.<HttpResponse>arg(response).getStatusLine().getStatusCode());
        }
    }
}
