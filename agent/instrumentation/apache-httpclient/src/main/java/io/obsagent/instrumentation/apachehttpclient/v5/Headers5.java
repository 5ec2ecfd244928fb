package io.obsagent.instrumentation.apachehttpclient.v5;

import java.util.function.BiConsumer;
import org.apache.hc.core5.http.HttpRequest;

/** Sets headers of the client's copy of a request; replaces those that are there. */
final class Headers5 implements BiConsumer<String, String> {

    private final HttpRequest request;

    Headers5(HttpRequest request) {
        this.request = request;
    }

    @Override
    public void accept(String name, String value) {
        request.setHeader(name, value);
    }
}
