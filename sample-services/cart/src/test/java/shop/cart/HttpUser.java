package shop.cart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Talks to a service on this machine. */
final class HttpUser {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final int port;

    HttpUser(int port) {
        this.port = port;
    }

    Answer send(String method, String path) throws IOException, InterruptedException {
        return new Answer(CLIENT.send(request(method, path), BodyHandlers.ofString()));
    }

    CompletableFuture<Answer> sendAsync(String method, String path) {
        return CLIENT.sendAsync(request(method, path), BodyHandlers.ofString()).thenApply(Answer::new);
    }

    private HttpRequest request(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    record Answer(int status, String body) {
        Answer(HttpResponse<String> response) {
            this(response.statusCode(), response.body());
        }
    }
}
