package io.obsagent.verify.apps.httpclient;

import java.io.IOException;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.entity.StringEntity;
import org.apache.http.util.EntityUtils;

/** Apache HttpClient 4, blocking. */
abstract class Apache4 extends Library {

    /** A client that waits for a response so long; 0 for ever. */
    abstract HttpClient client(int timeoutMillis);

    private String send(HttpUriRequest request, int timeoutMillis) throws IOException {
        HttpResponse response = client(timeoutMillis).execute(request);
        return response.getStatusLine().getStatusCode() + " " + EntityUtils.toString(response.getEntity());
    }

    @Override
    String get(String url) throws IOException {
        return send(new HttpGet(url), 0);
    }

    @Override
    String getWithOwnHeader(String url) throws IOException {
        HttpGet request = new HttpGet(url);
        request.setHeader("traceparent", OWN);
        return send(request, 0) + " " + request.getFirstHeader("traceparent") + request.getAllHeaders().length;
    }

    @Override
    String post(String url) throws IOException {
        HttpPost request = new HttpPost(url);
        request.setEntity(new StringEntity("written"));
        return send(request, 0);
    }

    @Override
    String getInTime(String url) throws IOException {
        return send(new HttpGet(url), TIMEOUT_MILLIS);
    }

    @Override
    String cancel(String url) {
        HttpGet request = new HttpGet(url);
        Timer timer = new Timer(true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        request.abort();
                    }
                },
                TIMEOUT_MILLIS);
        try {
            return send(request, 0);
        } catch (IOException e) {
            return "cancelled";
        } finally {
            timer.cancel();
        }
    }

    @Override
    boolean hasCallbacks() {
        return false;
    }

    @Override
    void getThenGet(String first, String second) {
        throw new UnsupportedOperationException();
    }
}
