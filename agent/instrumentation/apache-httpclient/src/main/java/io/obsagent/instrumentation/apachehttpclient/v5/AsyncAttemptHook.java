package io.obsagent.instrumentation.apachehttpclient.v5;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.HttpRequest;

/**
 * {@code AsyncConnectExec.execute}: gets a connection, and sends one attempt on it. The operation is not made current:
 * what happens on this thread meanwhile belongs to the application.
 */
public final class AsyncAttemptHook implements Hook {

    private static final int CALLBACK = 4;

    @Override
    public void before(Call call) {
        HttpRequest request = call.arg(0);
        AsyncExecChain.Scope scope = call.arg(2);
        Operation operation = Telemetry.get().callHttp(new Request5(scope.route.getTargetHost(), request));
        if (operation != null) {
            operation.inject(new Headers5(request));
            call.attach(operation);
            AsyncExecCallback callback = call.arg(CALLBACK);
            call.replaceArg(
                    CALLBACK,
                    new AttemptEnd(callback, operation, Telemetry.get().capture()));
        }
    }

    @Override
    public void after(Call call) {
        Operation operation = call.attached();
        if (operation != null && call.thrown() != null) {
            operation.end(call.thrown());
        }
    }
}
