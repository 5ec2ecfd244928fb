package io.obsagent.instrumentation.servlet.jetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;

/** Where Jetty hands a request to its handlers: begins the operation. {@link RecordedStream} ends it. */
public final class RequestHook implements Hook {

    /** Operations of requests that {@link RequestLogHook} is going to see, by the server's own request. */
    static final State<Request, Operation> LOGGED = new State<Request, Operation>();

    @Override
    public void before(Call call) {
        Request request = call.arg(0);
        Operation operation = Telemetry.get().serveHttp(new JettyHttpRequest(request));
        if (operation != null) {
            call.enter(operation);
            request.addHttpStreamWrapper(new RecordedStream.Factory(request, operation));
            if (operation.traceHeader() != null) {
                call.<Response>arg(1).getHeaders().put(operation.traceHeader(), operation.traceHeaderValue());
            }
            Server server = call.self();
            if (server.getRequestLog() != null) {
                LOGGED.put(Request.unWrap(request), operation);
            }
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
