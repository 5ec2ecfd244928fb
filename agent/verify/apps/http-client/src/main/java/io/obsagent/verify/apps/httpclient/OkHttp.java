package io.obsagent.verify.apps.httpclient;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp, blocking and enqueued. */
final class OkHttp extends Library {

    private final OkHttpClient client = new OkHttpClient();
    private final OkHttpClient impatient = client.newBuilder()
            .readTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
            .build();

    public static void main(String[] args) throws Exception {
        new OkHttp().run(args);
    }

    private static Request.Builder request(String url) {
        return new Request.Builder().url(url);
    }

    private static String text(Response response) throws IOException {
        return response.code() + " " + response.body().string();
    }

    @Override
    String get(String url) throws IOException {
        return text(client.newCall(request(url).build()).execute());
    }

    @Override
    String getWithOwnHeader(String url) throws IOException {
        Request request = request(url).header("traceparent", OWN).build();
        Response response = client.newCall(request).execute();
        return text(response) + " " + request.headers().names()
                + response.networkResponse().request().headers().names();
    }

    @Override
    String post(String url) throws IOException {
        RequestBody body = RequestBody.create(MediaType.parse("text/plain"), "written");
        return text(client.newCall(request(url).post(body).build()).execute());
    }

    @Override
    String getInTime(String url) throws IOException {
        return text(impatient.newCall(request(url).build()).execute());
    }

    @Override
    String cancel(String url) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Call call = client.newCall(request(url).build());
        call.enqueue(new Answer(answer));
        Thread.sleep(TIMEOUT_MILLIS);
        call.cancel();
        try {
            return answer.get();
        } catch (ExecutionException e) {
            return "cancelled";
        }
    }

    @Override
    void getThenGet(String first, String second) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        client.newCall(request(first).build()).enqueue(new Answer(new CompletableFuture<>()) {
            @Override
            public void onResponse(Call call, Response response) {
                client.newCall(request(second).build()).enqueue(new Answer(answer));
            }
        });
        answer.get();
    }

    private static class Answer implements Callback {
        private final CompletableFuture<String> answer;

        Answer(CompletableFuture<String> answer) {
            this.answer = answer;
        }

        @Override
        public void onResponse(Call call, Response response) throws IOException {
            answer.complete(text(response));
        }

        @Override
        public void onFailure(Call call, IOException failure) {
            answer.completeExceptionally(failure);
        }
    }
}
