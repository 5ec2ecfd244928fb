package io.obsagent.instrumentation.servlet;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;

/**
 * When Spring MVC has found the handler of a request: the pattern that matched is the route. Annotated and functional
 * handlers alike leave it in an attribute of the request.
 */
public final class SpringRouteHook implements Hook {

    private static final String PATTERN = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

    @Override
    public void after(Call call) {
        HttpServletRequest request = call.arg(0);
        Operation operation = Telemetry.get().currentServer();
        if (operation == null || call.result() == null || request.getDispatcherType() != DispatcherType.REQUEST) {
            return;
        }
        Object pattern = request.getAttribute(PATTERN);
        if (pattern == null) {
            return;
        }
        String context = request.getServletContext().getContextPath();
        // below a mapping like /app/* the pattern is relative to /app
        String servletPath = request.getPathInfo() == null ? "" : request.getServletPath();
        operation.route(join(context, servletPath, RouteTemplate.withoutExpressions(pattern.toString())));
    }

    /** Of an application at the root, as most with Spring are, the pattern itself is the route. */
    private static String join(String context, String servletPath, String pattern) {
        String route = pattern.startsWith("/") ? pattern : "/" + pattern;
        return context.isEmpty() && servletPath.isEmpty() ? route : context + servletPath + route;
    }
}
