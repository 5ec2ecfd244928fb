package io.obsagent.instrumentation.httpserver;

import io.obsagent.api.Headers;

/** The view over the headers of a response. */
final class ResponseHeaders implements Headers {

    private final com.sun.net.httpserver.Headers response;

    ResponseHeaders(com.sun.net.httpserver.Headers response) {
        this.response = response;
    }

    @Override
    public String header(String name) {
        return response.getFirst(name);
    }
}
