package io.obsagent.verify.apps.grpc;

import io.grpc.ManagedChannelBuilder;
import io.grpc.ServerBuilder;

/** A way for calls to travel. */
interface Transport {

    /**
     * A builder for a server, without services.
     *
     * @param name of the server, where it has no port
     * @param port 0 for any
     */
    ServerBuilder<?> server(String name, int port);

    /** Starts a server of such a builder and returns its port; -1 where it has none. */
    int start(ServerBuilder<?> server, int port) throws Exception;

    /** Whether calls that their clients give up always come to the same, and to nothing for other calls. */
    default boolean outlivesResets() {
        return true;
    }

    /** A builder for a channel to a server. */
    ManagedChannelBuilder<?> channel(String name, int port);

    /** One by its name; the class path has what it needs. */
    static Transport of(String name) {
        switch (name) {
            case "inprocess":
                return new InProcessTransport();
            case "okhttp":
                return new OkHttpTransport();
            case "servlet":
                return new TomcatServletTransport();
            case "servlet-jetty":
                return new JettyServletTransport();
            default:
                return new NetworkTransport();
        }
    }
}
