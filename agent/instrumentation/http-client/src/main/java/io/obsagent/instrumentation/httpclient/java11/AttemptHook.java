package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;

/** Where the client sends the request of an exchange: once for each attempt. */
public final class AttemptHook implements Hook {

    @Override
    public void before(Call call) {
        HttpRequest request = Sending.REQUESTS.get(call.self());
        Sending sending = Sending.BY_REQUEST.get(request);
        if (sending != null) {
            sending.attempt(request);
            call.attach(sending);
        }
    }

    @Override
    public void after(Call call) {
        Sending sending = call.attached();
        CompletableFuture<?> response = call.result();
        if (sending != null && response != null) {
            // derived, so that the failure is known before the client goes on
            call.replaceResult(response.whenComplete(new AttemptFailure(sending)));
        }
    }
}
