package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.net.http.HttpRequest;

/** Where the client makes a request out of one before it, to follow a redirect or to authenticate. */
public final class NextRequestHook implements Hook {

    @Override
    public void after(Call call) {
        Sending sending = Sending.BY_REQUEST.get(call.<HttpRequest>arg(2));
        if (sending != null) {
            Sending.BY_REQUEST.put(call.<HttpRequest>self(), sending);
        }
    }
}
