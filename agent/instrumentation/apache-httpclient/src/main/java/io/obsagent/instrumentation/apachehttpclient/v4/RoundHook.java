package io.obsagent.instrumentation.apachehttpclient.v4;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import org.apache.http.HttpRequest;
import org.apache.http.protocol.HttpContext;

/** Where {@code DefaultRequestDirector} completes its copy of the request for a round. */
public final class RoundHook implements Hook {

    @Override
    public void after(Call call) {
        Operation operation = DirectorHook.OPERATIONS.get(call.<HttpContext>arg(2));
        if (operation != null) {
            operation.inject(new Headers4(call.<HttpRequest>arg(0)));
        }
    }
}
