package io.obsagent.verify.apps.httpclient;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** The HTTP client of Reactor Netty. */
final class ReactorNetty extends Library {

    private final HttpClient client = HttpClient.create().followRedirect(true);

    public static void main(String[] args) throws Exception {
        new ReactorNetty().run(args);
    }

    private static Mono<String> text(HttpClientResponse response, ByteBufMono body) {
        return body.asString().defaultIfEmpty("").map(text -> response.status().code() + " " + text);
    }

    private Mono<String> sent(String url) {
        return client.get().uri(url).responseSingle(ReactorNetty::text);
    }

    @Override
    String get(String url) {
        return sent(url).block();
    }

    @Override
    String getWithOwnHeader(String url) {
        return client.request(HttpMethod.GET)
                .uri(url)
                .send((request, out) -> {
                    request.header("traceparent", OWN);
                    return out;
                })
                .responseSingle(ReactorNetty::text)
                .block();
    }

    @Override
    String post(String url) {
        return client.post()
                .uri(url)
                .send(ByteBufFlux.fromString(Mono.just("written")))
                .responseSingle(ReactorNetty::text)
                .block();
    }

    @Override
    String getInTime(String url) {
        return client.responseTimeout(Duration.ofMillis(TIMEOUT_MILLIS))
                .get()
                .uri(url)
                .responseSingle(ReactorNetty::text)
                .block();
    }

    @Override
    String cancel(String url) throws InterruptedException {
        Disposable call = sent(url).subscribe();
        Thread.sleep(TIMEOUT_MILLIS);
        call.dispose();
        return "cancelled";
    }

    @Override
    void getThenGet(String first, String second) {
        sent(first).flatMap(answer -> sent(second)).block();
    }
}
