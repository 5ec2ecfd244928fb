package io.obsagent.instrumentation.grpc;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/**
 * grpc-java, client and server, on every transport, through its own interceptors and tracers.
 *
 * <p>The builders named first have built channels and servers since 1.33; those named second did before, and pass on to the
 * former where both exist.
 */
public final class GrpcInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "grpc";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.types("io.grpc.internal.ManagedChannelImplBuilder")
                .methods("<init>")
                .staysOn()
                .with(ChannelBuilderHook.class);
        weaving.types("io.grpc.internal.AbstractManagedChannelImplBuilder")
                .methods("<init>(java.lang.String, ..)", "<init>(java.net.SocketAddress, ..)")
                .staysOn()
                .with(ChannelBuilderHook.class);
        weaving.types("io.grpc.internal.ServerImplBuilder", "io.grpc.internal.AbstractServerImplBuilder")
                .methods("build()")
                .outermost("grpc-server")
                .staysOn()
                .with(ServerBuilderHook.class);
    }
}
