package io.obsagent.instrumentation.httpclient;

import io.obsagent.api.HttpRequest;
import java.net.HttpURLConnection;
import java.net.URL;

/** The view over the request that a connection sends next. */
final class UrlRequest extends HttpRequest {

    private final HttpURLConnection connection;
    private final URL url;
    private final String method;

    /** @param writing whether the application may be about to write a body, which turns GET into POST */
    UrlRequest(HttpURLConnection connection, boolean writing) {
        this.connection = connection;
        this.url = connection.getURL();
        String declared = connection.getRequestMethod();
        this.method = writing && "GET".equals(declared) && connection.getDoOutput() ? "POST" : declared;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String scheme() {
        return url.getProtocol();
    }

    @Override
    public String host() {
        return url.getHost();
    }

    @Override
    public int port() {
        return url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    }

    @Override
    public String path() {
        return url.getPath().isEmpty() ? "/" : url.getPath();
    }

    @Override
    public String query() {
        return url.getQuery();
    }

    @Override
    public String header(String name) {
        return connection.getRequestProperty(name);
    }
}
