package io.obsagent.instrumentation.servlet.jetty;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/**
 * Jetty 12 as the container. Its core knows nothing of servlets: the same hooks serve every servlet environment (ee8 to
 * ee11) and core handlers.
 */
public final class JettyInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "servlet";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.types("org.eclipse.jetty.server.Server")
                .methods("handle(org.eclipse.jetty.server.Request, org.eclipse.jetty.server.Response,"
                        + " org.eclipse.jetty.util.Callback)")
                .with(RequestHook.class);
        weaving.subtypesOf("org.eclipse.jetty.server.RequestLog")
                .methods("log(org.eclipse.jetty.server.Request, org.eclipse.jetty.server.Response)")
                .with(RequestLogHook.class);
        weaving.subtypesOf("org.eclipse.jetty.session.AbstractSessionManager")
                .methods("onSessionCreated(org.eclipse.jetty.server.Session)")
                .outermost("jetty-session")
                .staysOn()
                .with(SessionCreatedHook.class)
                .methods("onSessionDestroyed(org.eclipse.jetty.server.Session)")
                .outermost("jetty-session")
                .staysOn()
                .with(SessionDestroyedHook.class);
    }
}
