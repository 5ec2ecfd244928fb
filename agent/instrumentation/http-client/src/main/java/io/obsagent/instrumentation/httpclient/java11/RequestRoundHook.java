package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import java.net.http.HttpRequest;

/** Where the client makes a request out of one before it, to follow a redirect or to authenticate. */
public final class RequestRoundHook implements Hook {

    @Override
    public void after(Call call) {
        Operation operation = Rounds.OPERATIONS.get(call.<HttpRequest>arg(2));
        if (operation != null) {
            Rounds.OPERATIONS.put(call.<HttpRequest>self(), operation);
        }
    }
}
