package io.obsagent.instrumentation.servlet.undertow;

import io.obsagent.api.HttpRequest;
import io.undertow.server.HttpServerExchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The view over Undertow's exchange. */
final class UndertowHttpRequest extends HttpRequest {

    private final HttpServerExchange exchange;

    UndertowHttpRequest(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public String method() {
        return exchange.getRequestMethod().toString();
    }

    @Override
    public String scheme() {
        return exchange.getRequestScheme();
    }

    @Override
    public String host() {
        return exchange.getHostName();
    }

    @Override
    public int port() {
        return exchange.getHostPort();
    }

    @Override
    public String path() {
        String uri = exchange.getRequestURI();
        if (exchange.isHostIncludedInRequestURI()) {
            int path = uri.indexOf('/', uri.indexOf("//") + 2);
            return path < 0 ? "/" : uri.substring(path);
        }
        return uri;
    }

    @Override
    public String query() {
        return exchange.getQueryString();
    }

    @Override
    public String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    @Override
    public String peerAddress() {
        InetSocketAddress peer = exchange.getSourceAddress();
        InetAddress address = peer == null ? null : peer.getAddress();
        return address == null ? null : address.getHostAddress();
    }

    @Override
    public int peerPort() {
        InetSocketAddress peer = exchange.getSourceAddress();
        return peer == null ? -1 : peer.getPort();
    }

    @Override
    public String protocolVersion() {
        return exchange.getProtocol().toString();
    }
}
