package io.obsagent.instrumentation.jetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import org.eclipse.jetty.server.HttpChannel;

/** Where the channel hands a request to the server's handlers: begins the operation. {@link RequestEndHook} ends it. */
public final class RequestHook implements Hook {

    /** Operations in progress, by their channels: a channel serves one request at a time. */
    static final State<HttpChannel, Operation> OPERATIONS = new State<HttpChannel, Operation>();

    @Override
    public void before(Call call) {
        HttpChannel channel = call.arg(0);
        Operation operation = Telemetry.get().serveHttp(new ChannelHttpRequest(channel.getRequest()));
        if (operation != null) {
            OPERATIONS.put(channel, operation);
            call.enter(operation);
        }
    }
}
