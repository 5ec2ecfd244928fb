package io.obsagent.api;

/** A remote procedure call as the telemetry asks about it, on either side. See {@link HttpRequest} for the manners. */
public abstract class RpcRequest implements Headers {

    /** The RPC system, for example {@code grpc}. Never null. */
    public abstract String system();

    /** The full method name, for example {@code loms.v1.Loms/OrderCreate}. Never null. */
    public abstract String method();

    /** True when the method is known to the server, so that its name is bounded; else it is recorded as _OTHER. */
    public boolean knownMethod() {
        return true;
    }

    /** Client: the logical address that is called. Server: null unless known. */
    public abstract String host();

    /** The port that belongs to {@link #host()}, or -1. */
    public abstract int port();

    /** One value of a header (metadata) that the server has received or the client is about to send, or null. */
    @Override
    public abstract String header(String name);

    /** Server: the address of the peer on the socket, or null. */
    public String peerAddress() {
        return null;
    }

    /** Server: the port of the peer on the socket, or -1. */
    public int peerPort() {
        return -1;
    }
}
