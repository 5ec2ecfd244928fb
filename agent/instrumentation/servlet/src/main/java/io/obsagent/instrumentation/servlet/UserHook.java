package io.obsagent.instrumentation.servlet;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import java.security.Principal;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpSession;

/**
 * Around a servlet, behind the filters that know the user: they hand on a request of their own that tells the principal.
 */
public final class UserHook implements Hook {

    @Override
    public void after(Call call) {
        Operation operation = Telemetry.get().currentServer();
        if (operation == null || !(call.arg(0) instanceof HttpServletRequest)) {
            return;
        }
        HttpServletRequest request = call.arg(0);
        if (operation.userIsPrincipal()) {
            Principal principal = request.getUserPrincipal();
            operation.user(principal == null ? null : principal.getName());
        }
        String attribute = operation.userSessionAttribute();
        if (attribute != null) {
            HttpSession session = request.getSession(false);
            Object user = session == null ? null : session.getAttribute(attribute);
            operation.user(user instanceof String || user instanceof Number ? user.toString() : null);
        }
    }
}
