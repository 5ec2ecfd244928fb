package io.obsagent.verify.apps.httpclient;

import com.sun.net.httpserver.HttpServer;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code java.net.http.HttpClient}. */
final class HttpClients {

    private final String server;
    private final String nobody;
    private final String tls;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    HttpClients(String server, String nobody, String tls) {
        this.server = server;
        this.nobody = nobody;
        this.tls = tls;
    }

    void run() {
        Scenarios http = new Scenarios(server);
        http.run("/h/get", this::send);
        http.run(
                "/h/post",
                url -> send(
                        request(url).POST(BodyPublishers.ofString("written")).build()));
        http.run("/h/status/404", this::send);
        http.run("/h/status/500", this::send);
        http.run("/h/redirect", this::send);
        http.run("/h/away", this::send);
        http.run("/h/auth", this::authenticate);
        http.run("/h/within", this::sendWithinARequest);
        http.run(
                "/h/own",
                url -> send(request(url)
                        .header("traceparent", "00-11111111111111111111111111111111-2222222222222222-01")
                        .build()));
        http.run("/h/untouched", this::untouched);
        http.run(
                "/h/slow",
                url -> send(request(url).timeout(Duration.ofMillis(300)).build()));
        http.run("/h/async", url -> sendAsync(url).thenApply(HttpResponse::body).get(20, TimeUnit.SECONDS));
        http.run(
                "/h/slow/async",
                url -> client.sendAsync(
                                request(url).timeout(Duration.ofMillis(300)).build(), BodyHandlers.ofString())
                        .handle((response, thrown) -> Scenarios.describe(thrown))
                        .get(20, TimeUnit.SECONDS));
        http.run(
                "/h/first",
                url -> sendAsync(url)
                        .thenCompose(response -> sendAsync(server + "/h/second"))
                        .join()
                        .body());
        http.run("/h/slow/cancelled", this::cancel);
        http.run("/h/dropped", this::send);
        http.run(
                "/h/pushes",
                url -> client.sendAsync(request(url).build(), BodyHandlers.ofString(), null)
                        .join()
                        .body());
        new Scenarios(nobody).run("/h/refused", this::send);
        new Scenarios(nobody)
                .run("/h/refused/async", url -> sendAsync(url).join().body());
        http.run("/h/illegal", url -> send((HttpRequest) null));
        new Scenarios(tls).run("/h/tls", this::send);
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url));
    }

    private String send(String url) throws Exception {
        return send(request(url).build());
    }

    private String send(HttpRequest request) throws Exception {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private CompletableFuture<HttpResponse<String>> sendAsync(String url) {
        return client.sendAsync(request(url).build(), BodyHandlers.ofString());
    }

    private String authenticate(String url) throws Exception {
        HttpClient authenticating = HttpClient.newBuilder()
                .authenticator(new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication("user", "secret".toCharArray());
                    }
                })
                .build();
        return authenticating
                .send(request(url).build(), BodyHandlers.ofString())
                .body();
    }

    /** A server's handler calls, so that there is a trace to be continued. */
    private String sendWithinARequest(String url) throws Exception {
        HttpServer own = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        own.createContext("/within", exchange -> {
            String got;
            try {
                got = send(url + "/redirect");
            } catch (Exception failed) {
                got = Scenarios.describe(failed);
            }
            exchange.sendResponseHeaders(200, got.length());
            exchange.getResponseBody().write(got.getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        own.start();
        try {
            return send("http://127.0.0.1:" + own.getAddress().getPort() + "/within");
        } finally {
            own.stop(0);
        }
    }

    private String untouched(String url) throws Exception {
        HttpRequest request = request(url).header("X-Own", "1").build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return (response.request() == request) + " "
                + response.request().headers().map().keySet();
    }

    private String cancel(String url) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> response = sendAsync(url);
        Thread.sleep(300);
        // whether it is the application or the client that completes the future first is a race within the JDK
        return response.cancel(true) + " " + response.isCompletedExceptionally();
    }
}
