package io.obsagent.verify.apps.httpclient;

import org.apache.http.client.HttpClient;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.params.HttpConnectionParams;

/** The client of Apache HttpClient 4.0 and later, deprecated since 4.3. */
@SuppressWarnings("deprecation")
final class Apache4Default extends Apache4 {

    public static void main(String[] args) throws Exception {
        new Apache4Default().run(args);
    }

    @Override
    HttpClient client(int timeoutMillis) {
        HttpClient client = new DefaultHttpClient();
        HttpConnectionParams.setSoTimeout(client.getParams(), timeoutMillis);
        return client;
    }
}
