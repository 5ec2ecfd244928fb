package io.obsagent.verify.apps.httpclient;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.util.Timeout;

/** Apache HttpClient 5, asynchronous. */
final class Apache5Async extends Library {

    private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();

    public static void main(String[] args) throws Exception {
        new Apache5Async().run(args);
    }

    Apache5Async() {
        client.start();
    }

    private static SimpleHttpRequest request(String method, String url) {
        return new SimpleHttpRequest(method, URI.create(url));
    }

    private static String text(SimpleHttpResponse response) {
        return response.getCode() + " " + response.getBodyText();
    }

    private String send(SimpleHttpRequest request) throws Exception {
        return text(client.execute(request, null).get());
    }

    @Override
    String get(String url) throws Exception {
        return send(request("GET", url));
    }

    @Override
    String getWithOwnHeader(String url) throws Exception {
        SimpleHttpRequest request = request("GET", url);
        request.setHeader("traceparent", OWN);
        return send(request) + " " + request.getFirstHeader("traceparent") + request.getHeaders().length;
    }

    @Override
    String post(String url) throws Exception {
        SimpleHttpRequest request = request("POST", url);
        request.setBody("written", ContentType.TEXT_PLAIN);
        return send(request);
    }

    @Override
    String getInTime(String url) throws Exception {
        SimpleHttpRequest request = request("GET", url);
        request.setConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.ofMilliseconds(TIMEOUT_MILLIS))
                .build());
        return send(request);
    }

    @Override
    String cancel(String url) throws Exception {
        CompletableFuture<SimpleHttpResponse> answer = new CompletableFuture<>();
        Future<SimpleHttpResponse> sent = client.execute(request("GET", url), new Answer(answer));
        Thread.sleep(TIMEOUT_MILLIS);
        sent.cancel(true);
        try {
            return text(answer.get());
        } catch (ExecutionException e) {
            return "cancelled";
        }
    }

    @Override
    void getThenGet(String first, String second) throws Exception {
        CompletableFuture<SimpleHttpResponse> answer = new CompletableFuture<>();
        client.execute(request("GET", first), new Answer(new CompletableFuture<>()) {
            @Override
            public void completed(SimpleHttpResponse response) {
                client.execute(request("GET", second), new Answer(answer));
            }
        });
        answer.get();
    }

    private static class Answer implements FutureCallback<SimpleHttpResponse> {
        private final CompletableFuture<SimpleHttpResponse> answer;

        Answer(CompletableFuture<SimpleHttpResponse> answer) {
            this.answer = answer;
        }

        @Override
        public void completed(SimpleHttpResponse response) {
            answer.complete(response);
        }

        @Override
        public void failed(Exception failure) {
            answer.completeExceptionally(failure);
        }

        @Override
        public void cancelled() {
            answer.completeExceptionally(new IOException("cancelled"));
        }
    }
}
