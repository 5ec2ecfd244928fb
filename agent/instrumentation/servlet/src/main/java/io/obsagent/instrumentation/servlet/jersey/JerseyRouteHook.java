package io.obsagent.instrumentation.servlet.jersey;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import io.obsagent.instrumentation.servlet.RouteTemplate;
import java.util.List;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.internal.process.RequestProcessingContext;
import org.glassfish.jersey.uri.UriTemplate;

/**
 * When Jersey has found the resource method of a request: the application's base path and the templates of resource and
 * method are the route. Names no type of {@code javax.ws.rs} or {@code jakarta.ws.rs}, so it serves Jersey 2 to 4.
 */
public final class JerseyRouteHook implements Hook {

    @Override
    public void after(Call call) {
        Operation operation = Telemetry.get().currentServer();
        if (operation == null) {
            return;
        }
        ContainerRequest request = call.arg(0) instanceof ContainerRequest
                ? call.<ContainerRequest>arg(0)
                : call.<RequestProcessingContext>arg(0).request();
        ExtendedUriInfo uri = request.getUriInfo();
        if (uri.getMatchedResourceMethod() != null) {
            operation.route(route(uri.getBaseUri().getPath(), uri.getMatchedTemplates()));
        }
    }

    /** @param templates the innermost first */
    static String route(String basePath, List<UriTemplate> templates) {
        String route = basePath;
        for (int i = templates.size() - 1; i >= 0; i--) {
            route = RouteTemplate.join(route, templates.get(i).getTemplate());
        }
        return route.isEmpty() ? "/" : RouteTemplate.withoutExpressions(route);
    }
}
