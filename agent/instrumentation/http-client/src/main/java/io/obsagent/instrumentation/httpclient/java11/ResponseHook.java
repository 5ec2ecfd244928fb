package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Where the client makes a response, for the application or to be remembered as a previous one. */
public final class ResponseHook implements Hook {

    @Override
    public void after(Call call) {
        Sending sending = Sending.BY_REQUEST.get(call.<HttpRequest>arg(0));
        if (sending != null) {
            sending.answered(call.<HttpResponse<?>>self().statusCode());
        }
    }
}
