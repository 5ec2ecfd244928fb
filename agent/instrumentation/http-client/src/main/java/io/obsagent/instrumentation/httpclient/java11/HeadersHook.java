package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/** Where the client reads the headers of an attempt to write them: completes them by the trace context. */
public final class HeadersHook implements Hook {

    private static final BiPredicate<String, String> ALL = new BiPredicate<>() {
        @Override
        public boolean test(String name, String value) {
            return true;
        }
    };

    @Override
    public void after(Call call) {
        Sending sending = Sending.BY_REQUEST.get(call.<HttpRequest>self());
        Operation operation = sending == null ? null : sending.attempt();
        if (operation != null && call.result() != null) {
            Completed completed = new Completed(call.<HttpHeaders>result());
            operation.inject(completed);
            call.replaceResult(HttpHeaders.of(completed.headers, ALL));
        }
    }

    private static final class Completed implements BiConsumer<String, String> {
        private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        Completed(HttpHeaders present) {
            headers.putAll(present.map());
        }

        @Override
        public void accept(String name, String value) {
            headers.put(name, Collections.singletonList(value));
        }
    }
}
