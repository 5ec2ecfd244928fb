package io.obsagent.instrumentation.servlet.tomcat;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Telemetry;
import org.apache.catalina.session.ManagerBase;

/** Where a session manager takes a session into memory, {@code add(session)}, or out, {@code remove(session, update)}. */
public final class SessionHook implements Hook {

    @Override
    public void after(Call call) {
        if (call.argCount() > 1) {
            Telemetry.get().sessionEnded(call.arg(0));
        } else if (call.thrown() == null) {
            Telemetry.get().sessionBegan(call.arg(0), contextPath(call.<ManagerBase>self()));
        }
    }

    /** Out of the name under which the manager is managed: Tomcat 7 does not tell its context as later versions do. */
    private static String contextPath(ManagerBase manager) {
        String context = manager.getObjectName().getKeyProperty("context");
        int version = context.indexOf("##");
        return version < 0 ? context : context.substring(0, version);
    }
}
