package io.obsagent.instrumentation.servlet.undertow;

import io.obsagent.api.Headers;
import io.undertow.server.HttpServerExchange;

/** The view over the headers of a response. */
final class ResponseHeaders implements Headers {

    private final HttpServerExchange response;

    ResponseHeaders(HttpServerExchange response) {
        this.response = response;
    }

    @Override
    public String header(String name) {
        return response.getResponseHeaders().getFirst(name);
    }
}
