package io.obsagent.instrumentation.jetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import org.eclipse.jetty.server.HttpChannel;

/** Where the channel has completed a request. One whose connection broke may skip that: it ends when it is recycled. */
public final class RequestEndHook implements Hook {

    @Override
    public void before(Call call) {
        HttpChannel channel = call.self();
        Operation operation = RequestHook.OPERATIONS.remove(channel);
        if (operation != null) {
            if (operation.capturesResponseHeaders()) {
                operation.responseHeaders(new ResponseHeaders(channel.getResponse()));
            }
            operation
                    .status(channel.getResponse().getStatus())
                    .requestBytes(channel.getRequest().getContentRead())
                    .responseBytes(channel.getRequest().isHead() ? 0 : channel.getBytesWritten())
                    .end(operation.failure());
        }
    }
}
