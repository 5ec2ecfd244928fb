package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.net.http.HttpRequest;

/** Where the client makes an exchange for a request. */
public final class ExchangeHook implements Hook {

    @Override
    public void after(Call call) {
        HttpRequest request = call.arg(0);
        if (Sending.BY_REQUEST.get(request) != null) {
            Sending.REQUESTS.put(call.self(), request);
        }
    }
}
