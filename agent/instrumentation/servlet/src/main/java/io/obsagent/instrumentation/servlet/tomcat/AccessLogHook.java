package io.obsagent.instrumentation.servlet.tomcat;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogKeys;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import org.apache.coyote.Request;

/**
 * Where an access log writes its line, {@code log(request, response, time)}, when the application is done: {@code
 * %{trace_id}r} finds the ids. They are attributes of the connector's request, which answers for its own but does not list them;
 * the application's own of that name go before.
 */
public final class AccessLogHook implements Hook {

    @Override
    public void before(Call call) {
        Request request = call.<org.apache.catalina.connector.Request>arg(0).getCoyoteRequest();
        Operation operation = (Operation) request.getNote(RequestHook.NOTE);
        if (operation != null) {
            LogKeys keys = Telemetry.get().logKeys();
            request.setAttribute(keys.traceId(), operation.traceId());
            request.setAttribute(keys.spanId(), operation.spanId());
            request.setAttribute(keys.traceFlags(), operation.traceFlags());
        }
    }
}
