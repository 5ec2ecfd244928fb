package io.obsagent.instrumentation.servlet.jetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Telemetry;

/** Where Jetty tells its listeners that a session has ended. */
public final class SessionDestroyedHook implements Hook {

    @Override
    public void before(Call call) {
        Telemetry.get().sessionEnded(call.arg(0));
    }
}
