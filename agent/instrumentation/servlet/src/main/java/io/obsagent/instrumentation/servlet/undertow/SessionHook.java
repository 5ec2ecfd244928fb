package io.obsagent.instrumentation.servlet.undertow;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Telemetry;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;

/**
 * Where a web application is told of its sessions: {@code sessionCreated(session, exchange)} and {@code
 * sessionDestroyed(session, exchange, reason)}.
 */
public final class SessionHook implements Hook {

    @Override
    public void before(Call call) {
        if (call.argCount() == 2) {
            Telemetry.get().sessionBegan(call.arg(0), contextPath(call.<HttpServerExchange>arg(1)));
        } else {
            Telemetry.get().sessionEnded(call.arg(0));
        }
    }

    private static String contextPath(HttpServerExchange exchange) {
        return exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY)
                .getDeployment()
                .getDeploymentInfo()
                .getContextPath();
    }
}
