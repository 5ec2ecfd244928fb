package io.obsagent.verify.apps.httpclient;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.util.EntityUtils;

/** Apache HttpAsyncClient 4. */
final class Apache4Async extends Library {

    private final CloseableHttpAsyncClient client = client(0);
    private final CloseableHttpAsyncClient impatient = client(TIMEOUT_MILLIS);

    public static void main(String[] args) throws Exception {
        new Apache4Async().run(args);
    }

    private static CloseableHttpAsyncClient client(int timeoutMillis) {
        CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .setDefaultRequestConfig(
                        RequestConfig.custom().setSocketTimeout(timeoutMillis).build())
                .build();
        client.start();
        return client;
    }

    private static String text(HttpResponse response) throws IOException {
        return response.getStatusLine().getStatusCode() + " " + EntityUtils.toString(response.getEntity());
    }

    private static String send(CloseableHttpAsyncClient client, HttpUriRequest request) throws Exception {
        return text(client.execute(request, null).get());
    }

    @Override
    String get(String url) throws Exception {
        return send(client, new HttpGet(url));
    }

    @Override
    String getWithOwnHeader(String url) throws Exception {
        HttpGet request = new HttpGet(url);
        request.setHeader("traceparent", OWN);
        return send(client, request) + " " + request.getFirstHeader("traceparent") + request.getAllHeaders().length;
    }

    @Override
    String post(String url) throws Exception {
        HttpPost request = new HttpPost(url);
        request.setEntity(new StringEntity("written"));
        return send(client, request);
    }

    @Override
    String getInTime(String url) throws Exception {
        return send(impatient, new HttpGet(url));
    }

    @Override
    String cancel(String url) throws Exception {
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        Future<HttpResponse> sent = client.execute(new HttpGet(url), new Answer(answer));
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
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        client.execute(new HttpGet(first), new Answer(new CompletableFuture<>()) {
            @Override
            public void completed(HttpResponse response) {
                client.execute(new HttpGet(second), new Answer(answer));
            }
        });
        answer.get();
    }

    private static class Answer implements FutureCallback<HttpResponse> {
        private final CompletableFuture<HttpResponse> answer;

        Answer(CompletableFuture<HttpResponse> answer) {
            this.answer = answer;
        }

        @Override
        public void completed(HttpResponse response) {
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
