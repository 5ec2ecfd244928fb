package io.obsagent.instrumentation.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.obsagent.api.Failures;
import io.obsagent.api.Telemetry;

/** Makes each call of one channel a traced one. */
final class TracingClientInterceptor implements ClientInterceptor {

    /** The channel's, which does not change. */
    private volatile Authority authority;

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        if (!Telemetry.get().isOn("grpc")) {
            return next.newCall(method, options);
        }
        Authority known = authority;
        if (known == null) {
            known = authority(next);
            authority = known == Authority.NONE ? null : known; // what failed may not the next time
        }
        ClientAttempts attempts = new ClientAttempts();
        ClientCall<Q, R> call = next.newCall(method, options.withStreamTracerFactory(attempts));
        return new TracingClientCall<Q, R>(call, method, known, attempts);
    }

    private static Authority authority(Channel channel) {
        try {
            return Authority.parse(channel.authority());
        } catch (Throwable failure) {
            Failures.note("grpc", "authority not read", failure);
            return Authority.NONE;
        }
    }
}
