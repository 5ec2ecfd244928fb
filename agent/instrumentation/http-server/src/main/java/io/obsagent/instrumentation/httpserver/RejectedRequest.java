package io.obsagent.instrumentation.httpserver;

import com.sun.net.httpserver.Headers;
import io.obsagent.api.HttpRequest;

/** The view over a request that reached no handler: its first line and its headers are all that is known. */
final class RejectedRequest extends HttpRequest {

    private final Headers headers;
    private final String method;
    private final String target;
    private final String protocol;

    RejectedRequest(String line, Headers headers) {
        this.headers = headers;
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        this.method = line.substring(0, first);
        this.target = line.substring(first + 1, second);
        this.protocol = line.substring(second + 1);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public String host() {
        return HostHeader.host(header("host"));
    }

    @Override
    public int port() {
        return HostHeader.port(header("host"), 80);
    }

    @Override
    public String path() {
        int end = target.indexOf('?');
        return end < 0 ? target : target.substring(0, end);
    }

    @Override
    public String query() {
        int end = target.indexOf('?');
        return end < 0 ? null : target.substring(end + 1);
    }

    @Override
    public String header(String name) {
        return headers.getFirst(name);
    }

    @Override
    public String protocolVersion() {
        return protocol;
    }
}
