package io.obsagent.instrumentation.jetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Telemetry;
import org.eclipse.jetty.server.session.Session;

/** Where a session becomes invalid, be it by the application or by its age. */
public final class SessionDestroyedHook implements Hook {

    @Override
    public void before(Call call) {
        String application =
                SessionCreatedHook.APPLICATIONS.get(call.<Session>self().getSessionHandler());
        if (application != null) {
            Telemetry.get().sessions(application, -1);
        }
    }
}
