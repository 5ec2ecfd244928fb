package io.obsagent.verify.apps.grpc;

import io.grpc.ManagedChannelBuilder;
import io.grpc.ServerBuilder;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;

/** Without a network. */
final class InProcessTransport implements Transport {

    @Override
    public ServerBuilder<?> server(String name, int port) {
        return InProcessServerBuilder.forName(name);
    }

    @Override
    public int start(ServerBuilder<?> server, int port) throws IOException {
        server.build().start();
        return -1;
    }

    @Override
    public ManagedChannelBuilder<?> channel(String name, int port) {
        return InProcessChannelBuilder.forName(name);
    }
}
