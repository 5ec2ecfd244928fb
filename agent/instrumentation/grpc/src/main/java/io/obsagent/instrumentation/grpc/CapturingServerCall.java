package io.obsagent.instrumentation.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/** Shows the metadata of the response to the tracer, where the configuration names some. */
final class CapturingServerCall<Q, R> extends SimpleForwardingServerCall<Q, R> {

    private final ServerCallTracer tracer;

    CapturingServerCall(ServerCall<Q, R> delegate, ServerCallTracer tracer) {
        super(delegate);
        this.tracer = tracer;
    }

    @Override
    public void sendHeaders(Metadata headers) {
        tracer.responding(headers);
        super.sendHeaders(headers);
    }

    @Override
    public void close(Status status, Metadata trailers) {
        tracer.responding(trailers);
        super.close(status, trailers);
    }
}
