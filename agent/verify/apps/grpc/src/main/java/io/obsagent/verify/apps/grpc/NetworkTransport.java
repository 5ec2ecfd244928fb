package io.obsagent.verify.apps.grpc;

import io.grpc.ManagedChannelBuilder;
import io.grpc.ServerBuilder;

/** What the library finds on the class path: Netty, shaded or not. */
class NetworkTransport implements Transport {

    @Override
    public ServerBuilder<?> server(String name, int port) {
        return ServerBuilder.forPort(port);
    }

    @Override
    public int start(ServerBuilder<?> server, int port) throws Exception {
        return server.build().start().getPort();
    }

    @Override
    public ManagedChannelBuilder<?> channel(String name, int port) {
        return ManagedChannelBuilder.forTarget("localhost:" + port).usePlaintext();
    }
}
