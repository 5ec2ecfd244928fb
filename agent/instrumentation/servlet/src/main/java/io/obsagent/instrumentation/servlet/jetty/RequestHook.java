package io.obsagent.instrumentation.servlet.jetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import org.eclipse.jetty.server.Request;

/** Where Jetty hands a request to its handlers: begins the operation. {@link RecordedStream} ends it. */
public final class RequestHook implements Hook {

    @Override
    public void before(Call call) {
        Request request = call.arg(0);
        Operation operation = Telemetry.get().serveHttp(new JettyHttpRequest(request));
        if (operation != null) {
            call.enter(operation);
            request.addHttpStreamWrapper(new RecordedStream.Factory(request, operation));
        }
    }

    /** Jetty answers by an error page, which leaves nothing of the failure. */
    @Override
    public void after(Call call) {
        Operation operation = call.leave();
        if (operation != null && call.thrown() != null) {
            operation.failed(call.thrown());
        }
    }
}
