package io.obsagent.instrumentation.servlet.tomcat;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Telemetry;
import org.apache.catalina.session.ManagerBase;

/** Where a session manager takes a session into memory, {@code add(session)}, or out, {@code remove(session, update)}. */
public final class SessionHook implements Hook {

    @Override
    public void after(Call call) {
        if (call.thrown() == null) {
            ManagerBase manager = call.self();
            String path = manager.getContext().getPath();
            Telemetry.get().sessions(path.isEmpty() ? "/" : path, call.argCount() == 1 ? 1 : -1);
        }
    }
}
