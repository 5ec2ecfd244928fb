package io.obsagent.instrumentation.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.obsagent.api.Operation;
import io.obsagent.api.Scope;

/** Makes a call's operation current wherever the library calls the application on its behalf. */
final class TracingServerInterceptor implements ServerInterceptor {

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        ServerCallTracer tracer = ServerCallTracer.current();
        Operation operation = tracer == null ? null : tracer.begin(call, headers);
        if (operation == null) {
            return next.startCall(call, headers);
        }
        ServerCall<Q, R> shown =
                operation.capturesResponseHeaders() ? new CapturingServerCall<Q, R>(call, tracer) : call;
        Scope scope = operation.activate();
        try {
            return new TracingServerListener<Q>(next.startCall(shown, headers), tracer, operation);
        } catch (Throwable failure) {
            tracer.threw(failure);
            throw failure;
        } finally {
            scope.close();
        }
    }
}
