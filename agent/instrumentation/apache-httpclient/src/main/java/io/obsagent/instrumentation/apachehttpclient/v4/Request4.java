package io.obsagent.instrumentation.apachehttpclient.v4;

import io.obsagent.instrumentation.apachehttpclient.TargetRequest;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;

/** The view over a request of version 4. */
public final class Request4 extends TargetRequest {

    private final HttpRequest request;

    /**
     * Asks for the request line at once.
     *
     * @param target where it goes; not null
     * @param request not null
     */
    public Request4(HttpHost target, HttpRequest request) {
        super(
                request.getRequestLine().getMethod(),
                target.getSchemeName(),
                target.getHostName(),
                target.getPort(),
                request.getRequestLine().getUri());
        this.request = request;
    }

    @Override
    public String header(String name) {
        Header header = request.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
