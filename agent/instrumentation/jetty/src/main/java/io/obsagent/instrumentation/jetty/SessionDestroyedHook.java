package io.obsagent.instrumentation.jetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Telemetry;

/** Where a session becomes invalid, be it by the application or by its age. */
public final class SessionDestroyedHook implements Hook {

    @Override
    public void before(Call call) {
        Telemetry.get().sessionEnded(call.self());
    }
}
