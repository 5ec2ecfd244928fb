package io.obsagent.instrumentation.okhttp;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import okhttp3.Interceptor;
import okhttp3.Response;

/** {@code ConnectInterceptor.intercept}: gets a connection, and on it the response of one attempt. */
public final class AttemptHook implements Hook {

    @Override
    public void before(Call call) {
        Interceptor.Chain chain = call.arg(0);
        call.enter(Telemetry.get().callHttp(new OkHttpRequest(chain.request())));
    }

    @Override
    public void after(Call call) {
        Operation operation = call.leave();
        if (operation == null) {
            return;
        }
        Response response = call.result();
        if (response != null) {
            operation.status(response.code());
        }
        operation.end(call.thrown());
    }
}
