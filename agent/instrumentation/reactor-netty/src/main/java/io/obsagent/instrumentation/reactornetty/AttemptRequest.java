package io.obsagent.instrumentation.reactornetty;

import io.netty.handler.codec.http.HttpHeaders;
import io.obsagent.api.HttpRequest;

/**
 * The view over an attempt. The configuration says what the application asked for, which a redirect leaves behind, and the
 * request knows its URL once it has a connection only. Before that the client's handler of the call knows, and shows it in
 * its description alone, which has been <code>{uri=http://host:8080/path?query, method=GET}</code> since 1.0.
 */
final class AttemptRequest extends HttpRequest {

    private static final String URI = "{uri=";
    private static final String METHOD = ", method=";

    private final String uri;
    private final String method;
    private final HttpHeaders headers;
    private final int hostStart;
    private final int hostEnd;
    private final int query;

    private AttemptRequest(String uri, String method, HttpHeaders headers) {
        this.uri = uri;
        this.method = method;
        this.headers = headers;
        this.hostStart = uri.indexOf("://") + 3;
        int path = uri.indexOf('/', hostStart);
        this.hostEnd = path < 0 ? uri.length() : path;
        this.query = uri.indexOf('?', hostEnd);
    }

    /** The view, or null when {@code handler} describes no request over the network. */
    static AttemptRequest of(Object handler, HttpHeaders headers) {
        String description = String.valueOf(handler);
        int method = description.lastIndexOf(METHOD);
        if (!description.startsWith(URI) || method < 0) {
            return null;
        }
        String uri = description.substring(URI.length(), method);
        return uri.startsWith("http://") || uri.startsWith("https://")
                ? new AttemptRequest(
                        uri, description.substring(method + METHOD.length(), description.length() - 1), headers)
                : null;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String scheme() {
        return uri.substring(0, hostStart - 3);
    }

    @Override
    public String host() {
        int colon = colon();
        return uri.substring(hostStart, colon < 0 ? hostEnd : colon);
    }

    @Override
    public int port() {
        int colon = colon();
        return colon < 0 ? -1 : Integer.parseInt(uri.substring(colon + 1, hostEnd));
    }

    /** Where the port begins, or -1; addresses of IPv6 stand in brackets. */
    private int colon() {
        int colon = uri.lastIndexOf(':', hostEnd - 1);
        return colon > hostStart && colon > uri.lastIndexOf(']', hostEnd - 1) ? colon : -1;
    }

    @Override
    public String path() {
        String path = uri.substring(hostEnd, query < 0 ? uri.length() : query);
        return path.isEmpty() ? "/" : path;
    }

    @Override
    public String query() {
        return query < 0 ? null : uri.substring(query + 1);
    }

    @Override
    public String header(String name) {
        return headers.get(name);
    }
}
