package io.obsagent.instrumentation.jetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.session.SessionHandler;

/** Where a web application's handler makes a session for a request, {@code newHttpSession(request)}. */
public final class SessionCreatedHook implements Hook {

    /** Context paths: a handler does not tell its own, and sessions end without a request. */
    static final State<SessionHandler, String> APPLICATIONS = new State<SessionHandler, String>();

    @Override
    public void after(Call call) {
        if (call.result() != null && call.arg(0) instanceof Request) {
            String path = call.<Request>arg(0).getContextPath();
            String application = path == null || path.isEmpty() ? "/" : path;
            APPLICATIONS.put(call.<SessionHandler>self(), application);
            Telemetry.get().sessions(application, 1);
        }
    }
}
