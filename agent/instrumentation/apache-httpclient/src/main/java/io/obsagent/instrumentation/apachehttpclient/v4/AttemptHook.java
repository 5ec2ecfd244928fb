package io.obsagent.instrumentation.apachehttpclient.v4;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import org.apache.http.HttpRequest;
import org.apache.http.conn.routing.HttpRoute;

/** {@code MainClientExec.execute}: gets a connection, and on it the response of one attempt. */
public final class AttemptHook implements Hook {

    @Override
    public void before(Call call) {
        HttpRoute route = call.arg(0);
        HttpRequest request = call.arg(1);
        Operation operation = Telemetry.get().callHttp(new Request4(route.getTargetHost(), request));
        if (operation != null) {
            operation.inject(new Headers4(request));
            call.enter(operation);
        }
    }

    @Override
    public void after(Call call) {
        Responses.end(call);
    }
}
