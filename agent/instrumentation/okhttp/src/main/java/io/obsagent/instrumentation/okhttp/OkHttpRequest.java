package io.obsagent.instrumentation.okhttp;

import io.obsagent.api.HttpRequest;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** The view over a request that is about to be sent. */
final class OkHttpRequest extends HttpRequest {

    private final Request request;
    private final HttpUrl url;

    OkHttpRequest(Request request) {
        this.request = request;
        this.url = request.url();
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public String scheme() {
        return url.scheme();
    }

    @Override
    public String host() {
        return url.host();
    }

    @Override
    public int port() {
        return url.port();
    }

    @Override
    public String path() {
        return url.encodedPath();
    }

    @Override
    public String query() {
        return url.encodedQuery();
    }

    @Override
    public String header(String name) {
        return request.header(name);
    }
}
