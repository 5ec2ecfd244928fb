package io.obsagent.instrumentation.servlet.jetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Telemetry;
import org.eclipse.jetty.session.AbstractSessionManager;

/** Where Jetty tells its listeners of a new session. */
public final class SessionCreatedHook implements Hook {

    @Override
    public void before(Call call) {
        AbstractSessionManager manager = call.self();
        Telemetry.get().sessionBegan(call.arg(0), manager.getContext().getContextPath());
    }
}
