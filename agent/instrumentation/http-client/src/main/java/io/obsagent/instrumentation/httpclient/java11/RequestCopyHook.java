package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.net.http.HttpRequest;

/** Where the client copies the application's request: the copy belongs to the call. */
public final class RequestCopyHook implements Hook {

    @Override
    public void after(Call call) {
        Sending sending = Sending.STARTED.get();
        if (sending != null) {
            Sending.BY_REQUEST.put(call.<HttpRequest>self(), sending);
        }
    }
}
