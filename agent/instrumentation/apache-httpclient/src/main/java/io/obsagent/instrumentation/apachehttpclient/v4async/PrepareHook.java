package io.obsagent.instrumentation.apachehttpclient.v4async;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.instrumentation.apachehttpclient.v4.Request4;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;

/** {@code prepare}: an exchange begins. */
public final class PrepareHook implements Hook {

    @Override
    public void before(Call call) {
        // (target, request, state, handler), in 4.0 (state, target, request)
        int target = call.arg(0) instanceof HttpHost ? 0 : 1;
        Object state = call.arg(target == 0 ? 2 : 0);
        HttpHost host = call.arg(target);
        HttpRequest request = call.arg(target + 1);
        Exchange exchange = Exchange.BY_STATE.get(state);
        if (exchange == null) {
            exchange = Exchange.STARTING.get();
            if (exchange == null) {
                return;
            }
            Exchange.BY_STATE.put(state, exchange);
        }
        exchange.begin(new Request4(host, request));
    }
}
