package io.obsagent.instrumentation.apachehttpclient.v4async;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.instrumentation.apachehttpclient.v4.Headers4;
import org.apache.http.HttpRequest;

/** {@code setMainRequest}, called for the first request and each redirect: the client's copy of a request. */
public final class MainRequestHook implements Hook {

    @Override
    public void before(Call call) {
        Exchange exchange = Exchange.BY_STATE.get(call.self());
        Operation operation = exchange == null ? null : exchange.operation();
        HttpRequest request = call.arg(0);
        if (operation != null && request != null) {
            operation.inject(new Headers4(request));
        }
    }
}
