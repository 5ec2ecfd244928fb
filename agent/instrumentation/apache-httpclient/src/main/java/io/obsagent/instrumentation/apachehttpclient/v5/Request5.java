package io.obsagent.instrumentation.apachehttpclient.v5;

import io.obsagent.instrumentation.apachehttpclient.TargetRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;

/** The view over a request of version 5. */
final class Request5 extends TargetRequest {

    private final HttpRequest request;

    Request5(HttpHost target, HttpRequest request) {
        super(
                request.getMethod(),
                target.getSchemeName(),
                target.getHostName(),
                target.getPort(),
                request.getPath() == null ? "/" : request.getPath());
        this.request = request;
    }

    @Override
    public String header(String name) {
        Header header = request.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
