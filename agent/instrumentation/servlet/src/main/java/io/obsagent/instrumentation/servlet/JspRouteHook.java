package io.obsagent.instrumentation.servlet;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;

/** When a JSP page is there and is asked for by its name: the page is the route, not the mapping {@code *.jsp} of all. */
public final class JspRouteHook implements Hook {

    @Override
    public void before(Call call) {
        Operation operation = Telemetry.get().currentServer();
        HttpServletRequest request = call.arg(0);
        if (operation == null || request.getDispatcherType() != DispatcherType.REQUEST) {
            return;
        }
        String page = request.getServletPath();
        if (page.endsWith(".jsp") || page.endsWith(".jspx")) {
            operation.route(request.getContextPath() + page);
        }
    }
}
