package io.obsagent.verify.apps.httpclient;

import java.io.IOException;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/** Apache HttpClient 5, classic. */
final class Apache5 extends Library {

    private final CloseableHttpClient client = HttpClients.createDefault();

    public static void main(String[] args) throws Exception {
        new Apache5().run(args);
    }

    private String send(HttpUriRequestBase request) throws IOException {
        return client.execute(
                request, response -> response.getCode() + " " + EntityUtils.toString(response.getEntity()));
    }

    @Override
    String get(String url) throws IOException {
        return send(new HttpGet(url));
    }

    @Override
    String getWithOwnHeader(String url) throws IOException {
        HttpGet request = new HttpGet(url);
        request.setHeader("traceparent", OWN);
        return send(request) + " " + request.getFirstHeader("traceparent") + request.getHeaders().length;
    }

    @Override
    String post(String url) throws IOException {
        HttpPost request = new HttpPost(url);
        request.setEntity(new StringEntity("written"));
        return send(request);
    }

    @Override
    String getInTime(String url) throws IOException {
        HttpGet request = new HttpGet(url);
        request.setConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.ofMilliseconds(TIMEOUT_MILLIS))
                .build());
        return send(request);
    }

    @Override
    String cancel(String url) {
        HttpGet request = new HttpGet(url);
        Timer timer = new Timer(true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        request.cancel();
                    }
                },
                TIMEOUT_MILLIS);
        try {
            return send(request);
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
