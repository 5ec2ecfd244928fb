package io.obsagent.instrumentation.grpc;

import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;

/**
 * A call whose operation begins when it is started. It ends when the library closes it, which follows each start exactly
 * once, cancelled or not; or here when starting fails.
 */
final class TracingClientCall<Q, R> extends SimpleForwardingClientCall<Q, R> {

    private final ClientRequest request;

    TracingClientCall(ClientCall<Q, R> delegate, ClientRequest request) {
        super(delegate);
        this.request = request;
    }

    @Override
    public void start(Listener<R> listener, Metadata headers) {
        Telemetry telemetry = Telemetry.get();
        Operation operation = telemetry.callRpc(request);
        if (operation == null) {
            super.start(listener, headers);
            return;
        }
        operation.inject(new MetadataHeaders(headers));
        try {
            super.start(new TracingClientListener<R>(listener, operation, telemetry.capture()), headers);
        } catch (Throwable failure) {
            operation.end(failure);
            throw failure;
        }
    }
}
