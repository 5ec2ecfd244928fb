package io.obsagent.instrumentation.apachehttpclient.v5;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;

/** {@code ConnectExec.execute}: gets a connection, and on it the response of one attempt. */
public final class AttemptHook implements Hook {

    @Override
    public void before(Call call) {
        HttpRequest request = call.arg(0);
        ExecChain.Scope scope = call.arg(1);
        Operation operation = Telemetry.get().callHttp(new Request5(scope.route.getTargetHost(), request));
        if (operation != null) {
            operation.inject(new Headers5(request));
            call.enter(operation);
        }
    }

    @Override
    public void after(Call call) {
        Operation operation = call.leave();
        if (operation == null) {
            return;
        }
        HttpResponse response = call.result();
        if (response != null) {
            operation.status(response.getCode());
        }
        operation.end(call.thrown());
    }
}
