package io.obsagent.instrumentation.servlet.jetty;

import io.obsagent.api.Headers;
import org.eclipse.jetty.http.HttpFields;

/** The view over the headers of a response. */
final class ResponseHeaders implements Headers {

    private final HttpFields response;

    ResponseHeaders(HttpFields response) {
        this.response = response;
    }

    @Override
    public String header(String name) {
        return response.get(name);
    }
}
