package io.obsagent.instrumentation.httpserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import io.obsagent.api.HttpRequest;
import java.net.InetSocketAddress;

/** The view over an exchange. */
final class ExchangeHttpRequest extends HttpRequest {

    private final HttpExchange exchange;

    ExchangeHttpRequest(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    @Override
    public String scheme() {
        return exchange instanceof HttpsExchange ? "https" : "http";
    }

    @Override
    public String host() {
        return HostHeader.host(header("host"));
    }

    @Override
    public int port() {
        return HostHeader.port(header("host"), exchange instanceof HttpsExchange ? 443 : 80);
    }

    @Override
    public String path() {
        return exchange.getRequestURI().getRawPath();
    }

    @Override
    public String query() {
        return exchange.getRequestURI().getRawQuery();
    }

    @Override
    public String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    @Override
    public String peerAddress() {
        InetSocketAddress peer = exchange.getRemoteAddress();
        return peer == null || peer.getAddress() == null
                ? null
                : peer.getAddress().getHostAddress();
    }

    @Override
    public int peerPort() {
        InetSocketAddress peer = exchange.getRemoteAddress();
        return peer == null ? -1 : peer.getPort();
    }

    @Override
    public String protocolVersion() {
        return exchange.getProtocol();
    }
}
