package io.obsagent.instrumentation.httpserver;

import com.sun.net.httpserver.Headers;
import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;

/** Where the server answers a request by itself, {@code reject(status, request line, message)}: no context has its path. */
public final class RejectHook implements Hook {

    @Override
    public void before(Call call) {
        Headers headers = HeadersHook.CURRENT.get();
        if (headers == null) {
            return; // not HTTP
        }
        Operation operation = Telemetry.get().serveHttp(new RejectedRequest(call.<String>arg(1), headers));
        if (operation != null) {
            operation.status(call.<Integer>arg(0)).end(null);
        }
    }
}
