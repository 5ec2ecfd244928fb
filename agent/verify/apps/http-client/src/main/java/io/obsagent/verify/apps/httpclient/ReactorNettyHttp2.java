package io.obsagent.verify.apps.httpclient;

import io.netty.handler.codec.http2.Http2StreamChannel;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** HTTP/2 without TLS through Reactor Netty, to a server of this JVM that answers with the trace context that came. */
public final class ReactorNettyHttp2 {

    private ReactorNettyHttp2() {}

    public static void main(String[] args) throws Exception {
        Thread.sleep(1500); // an agent may need a moment on a busy machine
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .protocol(HttpProtocol.H2C, HttpProtocol.HTTP11)
                .handle((request, response) -> response.sendString(
                        Mono.just(request.requestHeaders().getAll("traceparent").toString())))
                .bindNow();
        HttpClient client = HttpClient.create().baseUrl("http://127.0.0.1:" + server.port());
        HttpClient known = client.protocol(HttpProtocol.H2C);
        System.out.println(get(known, "/known"));
        System.out.println(get(known, "/known/again"));
        System.out.println(get(client.protocol(HttpProtocol.H2C, HttpProtocol.HTTP11), "/upgraded"));
        System.out.println("done");
        Thread.currentThread().join();
    }

    private static String get(HttpClient client, String uri) {
        return client.get()
                .uri(uri)
                .responseConnection((response, connection) -> connection
                        .inbound()
                        .receive()
                        .aggregate()
                        .asString()
                        .map(text -> uri + " " + protocol(connection) + " " + text))
                .single()
                .block(Duration.ofSeconds(20));
    }

    private static String protocol(Connection connection) {
        return connection.channel() instanceof Http2StreamChannel ? "HTTP/2" : "HTTP/1";
    }
}
