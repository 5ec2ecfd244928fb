package io.obsagent.instrumentation.jetty;

import io.obsagent.api.Headers;
import org.eclipse.jetty.server.Response;

/** The view over the headers of a response. */
final class ResponseHeaders implements Headers {

    private final Response response;

    ResponseHeaders(Response response) {
        this.response = response;
    }

    @Override
    public String header(String name) {
        return response.getHeader(name);
    }
}
