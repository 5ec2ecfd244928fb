package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/**
 * Around the sending of a request. The future that the application gets is one that completes after the last attempt has
 * ended; it is derived by the client's own future, so cancelling it cancels the exchange as ever. No attempt is
 * made current: what runs later on the application's behalf runs in the application's context.
 */
public final class SendHook implements Hook {

    @Override
    public void before(Call call) {
        HttpRequest request = call.arg(0);
        if (request == null) {
            return; // the client's complaint to make
        }
        Operation first = Telemetry.get().callHttp(new ClientRequest(request));
        if (first == null) {
            Sending.STARTED.remove(); // of a request within which this one is sent
        } else {
            Sending sending = new Sending(first, Telemetry.get().capture());
            call.attach(sending);
            Sending.STARTED.set(sending);
        }
    }

    @Override
    public void after(Call call) {
        Sending sending = call.attached();
        if (sending == null) {
            return;
        }
        Sending.STARTED.remove();
        if (call.thrown() != null) {
            sending.end(call.thrown());
            return;
        }
        CompletableFuture<HttpResponse<?>> response = call.result();
        ResponseEnd end = new ResponseEnd(sending);
        CompletableFuture<HttpResponse<?>> ended = response.whenComplete(end);
        // a future that the application cancels does not run the action that it was derived by
        ended.whenComplete(end);
        call.replaceResult(ended);
    }
}
