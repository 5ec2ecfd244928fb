package io.obsagent.instrumentation.servlet.undertow;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionManager;
import io.undertow.servlet.handlers.ServletRequestContext;

/**
 * Where a web application is told of its sessions: {@code sessionCreated(session, exchange)} and {@code
 * sessionDestroyed(session, exchange, reason)}. The end of a session may come without an exchange, so the application is
 * known by its session manager then.
 */
public final class SessionHook implements Hook {

    private static final State<SessionManager, String> APPLICATIONS = new State<SessionManager, String>();

    @Override
    public void before(Call call) {
        SessionManager manager = call.<Session>arg(0).getSessionManager();
        boolean created = call.argCount() == 2;
        String application = APPLICATIONS.get(manager);
        if (application == null && created) {
            application = contextPath(call.<HttpServerExchange>arg(1));
            APPLICATIONS.put(manager, application);
        }
        if (application != null) {
            Telemetry.get().sessions(application, created ? 1 : -1);
        }
    }

    private static String contextPath(HttpServerExchange exchange) {
        String path = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY)
                .getDeployment()
                .getDeploymentInfo()
                .getContextPath();
        return path.isEmpty() ? "/" : path;
    }
}
