package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import java.net.http.HttpRequest;

/** Where the client copies the application's request: the copy belongs to the operation. */
public final class RequestCopyHook implements Hook {

    @Override
    public void after(Call call) {
        Operation operation = Rounds.SENDING.get();
        if (operation != null) {
            Rounds.OPERATIONS.put(call.<HttpRequest>self(), operation);
        }
    }
}
