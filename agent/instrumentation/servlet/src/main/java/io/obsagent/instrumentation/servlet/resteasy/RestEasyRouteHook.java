package io.obsagent.instrumentation.servlet.resteasy;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import io.obsagent.instrumentation.servlet.RouteTemplate;
import org.jboss.resteasy.core.registry.MethodExpression;
import org.jboss.resteasy.spi.HttpRequest;

/**
 * When RESTEasy has found the resource method of a request, {@code populatePathParams(request, matcher, path)}: the method's
 * template stands for the path below the application's base. A locator of sub-resources is found first, then the method
 * below it. Names no type of {@code javax.ws.rs} or {@code jakarta.ws.rs}, so it serves RESTEasy 3 to 7.
 */
public final class RestEasyRouteHook implements Hook {

    private static final State<HttpRequest, String> LOCATED = new State<HttpRequest, String>();

    @Override
    public void before(Call call) {
        Operation operation = Telemetry.get().currentServer();
        if (operation == null) {
            return;
        }
        HttpRequest request = call.arg(0);
        MethodExpression matched = call.self();
        String template = RouteTemplate.join(LOCATED.remove(request), matched.getPathExpression());
        if (matched.isLocator()) {
            LOCATED.put(request, template);
        } else {
            operation.route(RouteTemplate.withoutExpressions(template), call.<String>arg(2));
        }
    }
}
