package io.obsagent.instrumentation.grpc;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.State;

/**
 * Gives each server a tracer, which measures calls, and an interceptor, which makes them current. The last interceptor added
 * is the first that runs, so the application's interceptors run within the call's context.
 */
public final class ServerBuilderHook implements Hook {

    /** A builder may build several servers, and keeps what it was given. */
    private static final State<ServerBuilder<?>, Boolean> SEEN = new State<ServerBuilder<?>, Boolean>();

    @Override
    public void before(Call call) {
        ServerBuilder<?> builder = call.self();
        if (SEEN.putIfAbsent(builder, Boolean.TRUE) == null) {
            ServerCallTracer.Factory factory = new ServerCallTracer.Factory();
            builder.addStreamTracerFactory(factory);
            builder.intercept(new TracingServerInterceptor());
            call.attach(factory);
        }
    }

    @Override
    public void after(Call call) {
        ServerCallTracer.Factory factory = call.attached();
        Server server = call.result();
        if (factory != null && server != null) {
            factory.built(server);
        }
    }
}
