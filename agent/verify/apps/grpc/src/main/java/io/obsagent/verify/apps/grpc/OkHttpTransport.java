package io.obsagent.verify.apps.grpc;

import io.grpc.Grpc;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ServerBuilder;
import io.grpc.okhttp.OkHttpChannelBuilder;

/** OkHttp for the client; for the server, too, in versions that have one. */
final class OkHttpTransport extends NetworkTransport {

    /** The server is asked for with credentials, which the oldest version does not know. */
    @Override
    public ServerBuilder<?> server(String name, int port) {
        try {
            Class<?> credentials = Class.forName("io.grpc.ServerCredentials");
            Object insecure = Class.forName("io.grpc.InsecureServerCredentials")
                    .getMethod("create")
                    .invoke(null);
            return (ServerBuilder<?>) Grpc.class
                    .getMethod("newServerBuilderForPort", int.class, credentials)
                    .invoke(null, port, insecure);
        } catch (ReflectiveOperationException old) {
            return super.server(name, port);
        }
    }

    @Override
    public ManagedChannelBuilder<?> channel(String name, int port) {
        return OkHttpChannelBuilder.forAddress("localhost", port).usePlaintext();
    }
}
