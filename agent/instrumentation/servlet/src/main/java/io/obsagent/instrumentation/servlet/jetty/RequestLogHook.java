package io.obsagent.instrumentation.servlet.jetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogKeys;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import org.eclipse.jetty.server.Request;

/**
 * Where a log of requests writes its line, {@code log(request, response)}, when the application is done and on any thread: the ids
 * are attributes of the request, but for those of the application's that have the same name, and its operation is current.
 */
public final class RequestLogHook implements Hook {

    @Override
    public void before(Call call) {
        if (!Request.class.isInterface()) {
            return; // an earlier Jetty, whose log has the same method and a hook of its own
        }
        Request request = call.arg(0);
        Operation operation = RequestHook.LOGGED.remove(Request.unWrap(request));
        if (operation != null) {
            call.enter(operation);
            LogKeys keys = Telemetry.get().logKeys();
            setUnlessPresent(request, keys.traceId(), operation.traceId());
            setUnlessPresent(request, keys.spanId(), operation.spanId());
            setUnlessPresent(request, keys.traceFlags(), operation.traceFlags());
        }
    }

    private static void setUnlessPresent(Request request, String name, String value) {
        if (request.getAttribute(name) == null) {
            request.setAttribute(name, value);
        }
    }
}
