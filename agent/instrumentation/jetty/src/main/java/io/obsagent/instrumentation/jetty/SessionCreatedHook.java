package io.obsagent.instrumentation.jetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Telemetry;
import org.eclipse.jetty.server.Request;

/** Where a web application's handler makes a session for a request, {@code newHttpSession(request)}. */
public final class SessionCreatedHook implements Hook {

    @Override
    public void after(Call call) {
        if (call.result() != null && call.arg(0) instanceof Request) {
            Telemetry.get().sessionBegan(call.result(), call.<Request>arg(0).getContextPath());
        }
    }
}
