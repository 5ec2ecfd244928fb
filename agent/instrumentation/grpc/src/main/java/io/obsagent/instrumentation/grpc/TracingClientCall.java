package io.obsagent.instrumentation.grpc;

import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;

/**
 * A call whose operation begins when it is started. It ends when the library closes it, which follows each start exactly
 * once, cancelled or not; or here when starting fails.
 */
final class TracingClientCall<Q, R> extends SimpleForwardingClientCall<Q, R> {

    private final MethodDescriptor<Q, R> method;
    private final Authority authority;
    private final ClientAttempts attempts;

    /** Messages come one after the other, but are asked for when the call is closed, on another thread. */
    private volatile long sent;

    TracingClientCall(
            ClientCall<Q, R> delegate, MethodDescriptor<Q, R> method, Authority authority, ClientAttempts attempts) {
        super(delegate);
        this.method = method;
        this.authority = authority;
        this.attempts = attempts;
    }

    @Override
    public void start(Listener<R> listener, Metadata headers) {
        Telemetry telemetry = Telemetry.get();
        Operation operation = telemetry.callRpc(new ClientRequest(method.getFullMethodName(), authority, headers));
        if (operation == null) {
            super.start(listener, headers);
            return;
        }
        operation.inject(new MetadataHeaders(headers));
        try {
            super.start(new TracingClientListener<R>(listener, this, operation, telemetry.capture()), headers);
        } catch (Throwable failure) {
            operation.end(failure);
            throw failure;
        }
    }

    @Override
    public void sendMessage(Q message) {
        sent = sent + 1;
        super.sendMessage(message);
    }

    /** Says what the call was, when it is closed. */
    void describe(Operation operation, long received) {
        if (method.getType() != MethodDescriptor.MethodType.UNARY) {
            operation.messages(sent, received);
        }
        attempts.tell(operation);
    }
}
