package io.obsagent.instrumentation.apachehttpclient.v4;

import java.util.function.BiConsumer;
import org.apache.http.HttpRequest;

/** Sets headers of the client's copy of a request; replaces those that are there. */
public final class Headers4 implements BiConsumer<String, String> {

    private final HttpRequest request;

    /** @param request the client's own */
    public Headers4(HttpRequest request) {
        this.request = request;
    }

    @Override
    public void accept(String name, String value) {
        request.setHeader(name, value);
    }
}
