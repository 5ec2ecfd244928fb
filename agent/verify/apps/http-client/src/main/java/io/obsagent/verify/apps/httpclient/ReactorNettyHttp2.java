package io.obsagent.verify.apps.httpclient;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.FileInputStream;
import java.io.InputStream;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** HTTP/2 through Reactor Netty, to servers of this JVM that answer with the trace context that came. */
public final class ReactorNettyHttp2 {

    private ReactorNettyHttp2() {}

    /** @param args a key store for a server's TLS, its password */
    public static void main(String[] args) throws Exception {
        Thread.sleep(1500); // an agent may need a moment on a busy machine
        DisposableServer server = serve(HttpServer.create().protocol(HttpProtocol.H2C, HttpProtocol.HTTP11));
        HttpClient client = HttpClient.create().baseUrl("http://127.0.0.1:" + server.port());
        HttpClient known = client.protocol(HttpProtocol.H2C);
        System.out.println(get(known, "/known"));
        System.out.println(get(known, "/known/again"));
        System.out.println(get(client.protocol(HttpProtocol.H2C, HttpProtocol.HTTP11), "/upgraded"));
        SslContext offered = http2(SslContextBuilder.forServer(keys(args[0], args[1].toCharArray())));
        SslContext trusting = http2(SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE));
        DisposableServer encrypted = serve(HttpServer.create()
                .protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
                .secure(tls -> tls.sslContext(offered)));
        HttpClient secured = HttpClient.create()
                .baseUrl("https://127.0.0.1:" + encrypted.port())
                .protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
                .secure(tls -> tls.sslContext(trusting));
        System.out.println(get(secured, "/encrypted"));
        System.out.println(get(secured, "/encrypted/again"));
        System.out.println("done");
        Thread.currentThread().join();
    }

    private static DisposableServer serve(HttpServer server) {
        return server.host("127.0.0.1")
                .port(0)
                .handle((request, response) -> response.sendString(
                        Mono.just(request.requestHeaders().getAll("traceparent").toString())))
                .bindNow();
    }

    private static KeyManagerFactory keys(String file, char[] password) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(file)) {
            keys.load(in, password);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        return factory;
    }

    private static SslContext http2(SslContextBuilder builder) throws SSLException {
        return builder.sslProvider(SslProvider.JDK)
                .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2,
                        ApplicationProtocolNames.HTTP_1_1))
                .build();
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
