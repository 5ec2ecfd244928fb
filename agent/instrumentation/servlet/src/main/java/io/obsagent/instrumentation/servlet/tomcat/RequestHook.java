package io.obsagent.instrumentation.servlet.tomcat;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/** Where the connector hands a request to the container: begins the operation. It is ended by {@link RequestCountedHook}. */
public final class RequestHook implements Hook {

    /** Where the request keeps its operation: a note of the range that Tomcat leaves unused. */
    static final int NOTE = 29;

    @Override
    public void before(Call call) {
        Request request = call.arg(0);
        Operation operation = Telemetry.get().serveHttp(new CoyoteHttpRequest(request));
        request.setNote(NOTE, operation);
        if (operation != null) {
            call.enter(operation);
            ResponseResetHook.setTraceHeader(call.<Response>arg(1), operation);
        }
    }
}
