package io.obsagent.instrumentation.jetty;

import io.obsagent.api.HttpRequest;
import org.eclipse.jetty.server.Request;

/** The view over the channel's request. */
final class ChannelHttpRequest extends HttpRequest {

    private final Request request;

    ChannelHttpRequest(Request request) {
        this.request = request;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String scheme() {
        return request.getScheme();
    }

    @Override
    public String host() {
        return request.getServerName();
    }

    @Override
    public int port() {
        return request.getServerPort();
    }

    @Override
    public String path() {
        return request.getRequestURI();
    }

    @Override
    public String query() {
        return request.getQueryString();
    }

    @Override
    public String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public String peerAddress() {
        return request.getRemoteAddr();
    }

    @Override
    public int peerPort() {
        return request.getRemotePort();
    }

    @Override
    public String protocolVersion() {
        return request.getProtocol();
    }
}
