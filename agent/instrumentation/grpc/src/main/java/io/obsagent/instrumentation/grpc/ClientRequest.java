package io.obsagent.instrumentation.grpc;

import io.grpc.Metadata;
import io.obsagent.api.RpcRequest;

/** A call as the client makes it. */
final class ClientRequest extends RpcRequest {

    private final String method;
    private final Authority authority;
    private final Metadata headers;

    ClientRequest(String method, Authority authority, Metadata headers) {
        this.method = method;
        this.authority = authority;
        this.headers = headers;
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
}
