package io.obsagent.verify.apps.httpclient;

import org.apache.http.client.HttpClient;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.HttpClientBuilder;

/** The clients of Apache HttpClient 4.3 and later. */
final class Apache4Builder extends Apache4 {

    public static void main(String[] args) throws Exception {
        new Apache4Builder().run(args);
    }

    @Override
    HttpClient client(int timeoutMillis) {
        RequestConfig config =
                RequestConfig.custom().setSocketTimeout(timeoutMillis).build();
        return HttpClientBuilder.create().setDefaultRequestConfig(config).build();
    }
}
