package io.obsagent.instrumentation.reactornetty;

import io.netty.handler.codec.http.HttpHeaders;
import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.util.function.BiConsumer;
import reactor.netty.http.client.HttpClientRequest;

/** Where the headers of an attempt are about to be written: the application has added its own. */
public final class HeadersHook implements Hook {

    @Override
    public void after(Call call) {
        Attempt attempt = Attempt.of(call.self());
        if (attempt != null) {
            attempt.operation()
                    .inject(new Headers(call.<HttpClientRequest>self().requestHeaders()));
        }
    }

    private static final class Headers implements BiConsumer<String, String> {
        private final HttpHeaders headers;

        Headers(HttpHeaders headers) {
            this.headers = headers;
        }

        @Override
        public void accept(String name, String value) {
            headers.set(name, value);
        }
    }
}
