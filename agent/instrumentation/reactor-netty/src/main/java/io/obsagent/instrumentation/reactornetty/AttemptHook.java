package io.obsagent.instrumentation.reactornetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.client.HttpClientConfig;

/** {@code ConnectionProvider.acquire}: the client wants a connection for an attempt. */
public final class AttemptHook implements Hook {

    private static final int OBSERVER = 1;

    @Override
    public void before(Call call) {
        if (!(call.arg(0) instanceof HttpClientConfig)) {
            return; // another protocol
        }
        HttpClientConfig config = call.arg(0);
        AttemptRequest request = AttemptRequest.of(call.arg(2), config.headers());
        // none when HTTP/2 asks in its turn, for a connection that requests share
        Operation operation = request == null ? null : Telemetry.get().callHttp(request);
        if (operation != null) {
            Attempt attempt = new Attempt(operation, Telemetry.get().capture());
            call.attach(attempt);
            call.replaceArg(OBSERVER, new AttemptObserver(attempt, call.<ConnectionObserver>arg(OBSERVER)));
        }
    }

    @Override
    public void after(Call call) {
        Attempt attempt = call.attached();
        if (attempt == null) {
            return;
        }
        if (call.thrown() != null) {
            attempt.end(call.thrown());
        } else {
            call.replaceResult(call.<Mono<Connection>>result().transform(Connecting.of(attempt)));
        }
    }
}
