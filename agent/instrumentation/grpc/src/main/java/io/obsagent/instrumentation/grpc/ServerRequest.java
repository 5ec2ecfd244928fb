package io.obsagent.instrumentation.grpc;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.obsagent.api.RpcRequest;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** A call as the server received it. */
final class ServerRequest extends RpcRequest {

    private final String method;
    private final Metadata headers;
    private final boolean knownMethod;
    private final Authority authority;
    private final InetSocketAddress peer;

    /** A call that has reached its service. */
    ServerRequest(String method, Metadata headers, ServerCall<?, ?> call) {
        this.method = method;
        this.headers = headers;
        this.knownMethod = true;
        this.authority = Authority.parse(call.getAuthority());
        SocketAddress address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        this.peer = address instanceof InetSocketAddress ? (InetSocketAddress) address : null;
    }

    /** A call that was closed before it reached a service. */
    ServerRequest(String method, Metadata headers, boolean knownMethod) {
        this.method = method;
        this.headers = headers;
        this.knownMethod = knownMethod;
        this.authority = Authority.NONE;
        this.peer = null;
    }

    @Override
    public String system() {
        return "grpc";
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public boolean knownMethod() {
        return knownMethod;
    }

    @Override
    public String host() {
        return authority.host;
    }

    @Override
    public int port() {
        return authority.port;
    }

    @Override
    public String header(String name) {
        return MetadataHeaders.get(headers, name);
    }

    @Override
    public String peerAddress() {
        return peer == null || peer.getAddress() == null
                ? null
                : peer.getAddress().getHostAddress();
    }

    @Override
    public int peerPort() {
        return peer == null ? -1 : peer.getPort();
    }
}
