package io.obsagent.instrumentation.jetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import org.eclipse.jetty.server.HttpChannel;

/**
 * Where the channel has completed a request, {@code onCompleted()}, and writes its line to the log of requests. One whose
 * connection broke may skip that: it ends when it is recycled.
 */
public final class RequestEndHook implements Hook {

    @Override
    public void before(Call call) {
        HttpChannel channel = call.self();
        Operation operation = RequestHook.OPERATIONS.get(channel);
        if (operation != null) {
            call.attach(operation);
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

    /** The channel may have been recycled within, and serve the next request already. */
    @Override
    public void after(Call call) {
        HttpChannel channel = call.self();
        Operation ended = call.attached();
        if (ended != null && RequestHook.OPERATIONS.get(channel) == ended) {
            RequestHook.OPERATIONS.remove(channel);
        }
    }
}
