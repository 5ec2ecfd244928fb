package io.obsagent.instrumentation.jetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import org.eclipse.jetty.server.HttpChannel;

/**
 * Where the channel hands a request to the server's handlers: begins the operation, which {@link RequestEndHook} ends. Early
 * versions of Jetty 9.4 come here a second time for the error page.
 */
public final class RequestHook implements Hook {

    /** Operations in progress, by their channels: a channel serves one request at a time. */
    static final State<HttpChannel, Operation> OPERATIONS = new State<HttpChannel, Operation>();

    @Override
    public void before(Call call) {
        HttpChannel channel = call.arg(0);
        Operation operation = OPERATIONS.get(channel);
        if (operation == null) {
            operation = Telemetry.get().serveHttp(new ChannelHttpRequest(channel.getRequest()));
            if (operation == null) {
                return;
            }
            OPERATIONS.put(channel, operation);
            ResponseResetHook.setTraceHeader(channel.getResponse(), operation);
        }
        call.enter(operation);
    }
}
