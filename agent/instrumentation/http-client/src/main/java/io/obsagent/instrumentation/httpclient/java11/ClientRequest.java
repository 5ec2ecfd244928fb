package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.HttpRequest;
import java.net.URI;

/** The view over the application's request. */
final class ClientRequest extends HttpRequest {

    private final java.net.http.HttpRequest request;
    private final URI uri;

    ClientRequest(java.net.http.HttpRequest request) {
        this.request = request;
        this.uri = request.uri();
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public String scheme() {
        return uri.getScheme();
    }

    @Override
    public String host() {
        return uri.getHost();
    }

    @Override
    public int port() {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    @Override
    public String path() {
        return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    @Override
    public String query() {
        return uri.getRawQuery();
    }

    @Override
    public String header(String name) {
        return request.headers().firstValue(name).orElse(null);
    }
}
