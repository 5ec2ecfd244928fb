package io.obsagent.instrumentation.jetty;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** Jetty before 12; switched on and off with the servlets that it serves. */
public final class JettyInstrumentation implements Instrumentation {

    private static final String SERVER = "org.eclipse.jetty.server.";

    @Override
    public String name() {
        return "servlet";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.types(SERVER + "Server")
                .methods("handle(org.eclipse.jetty.server.HttpChannel)")
                .with(RequestHook.class)
                .methods("handleAsync(org.eclipse.jetty.server.HttpChannel)")
                .with(ResumeHook.class);
        weaving.types(SERVER + "HttpChannel")
                .methods("onCompleted()", "recycle()")
                .staysOn()
                .with(RequestEndHook.class);
        weaving.types(SERVER + "Response").methods("reset()", "reset(boolean)").with(ResponseResetHook.class);
        weaving.subtypesOf(SERVER + "RequestLog")
                .methods("log(org.eclipse.jetty.server.Request, org.eclipse.jetty.server.Response)")
                .with(RequestLogHook.class);
        weaving.types(SERVER + "session.SessionHandler")
                .methods("newHttpSession")
                .staysOn()
                .with(SessionCreatedHook.class);
        weaving.types(SERVER + "session.Session")
                .methods("finishInvalidate()", "doInvalidate()")
                .outermost("jetty-session")
                .staysOn()
                .with(SessionDestroyedHook.class);
    }
}
