package io.obsagent.instrumentation.grpc;

import io.grpc.ManagedChannelBuilder;
import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.State;

/**
 * Gives each channel builder the tracing interceptor when it is constructed. The first interceptor added is the last that
 * runs: it sees what the application's interceptors made of a call, and each attempt of those that try again.
 */
public final class ChannelBuilderHook implements Hook {

    /** A constructor that calls another of its class is woven twice. */
    private static final State<ManagedChannelBuilder<?>, Boolean> SEEN = new State<ManagedChannelBuilder<?>, Boolean>();

    @Override
    public void after(Call call) {
        ManagedChannelBuilder<?> builder = call.self();
        if (SEEN.putIfAbsent(builder, Boolean.TRUE) == null) {
            builder.intercept(new TracingClientInterceptor());
        }
    }
}
