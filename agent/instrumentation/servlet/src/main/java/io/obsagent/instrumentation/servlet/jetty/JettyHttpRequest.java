package io.obsagent.instrumentation.servlet.jetty;

import io.obsagent.api.HttpRequest;
import org.eclipse.jetty.server.Request;

/** The view over Jetty's request. */
final class JettyHttpRequest extends HttpRequest {

    private final Request request;

    JettyHttpRequest(Request request) {
        this.request = request;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String scheme() {
        return request.getHttpURI().getScheme();
    }

    @Override
    public String host() {
        return Request.getServerName(request);
    }

    @Override
    public int port() {
        return Request.getServerPort(request);
    }

    @Override
    public String path() {
        return request.getHttpURI().getPath();
    }

    @Override
    public String query() {
        return request.getHttpURI().getQuery();
    }

    @Override
    public String header(String name) {
        return request.getHeaders().get(name);
    }

    @Override
    public String peerAddress() {
        return Request.getRemoteAddr(request);
    }

    @Override
    public int peerPort() {
        return Request.getRemotePort(request);
    }

    @Override
    public String protocolVersion() {
        return request.getConnectionMetaData().getHttpVersion().asString();
    }
}
