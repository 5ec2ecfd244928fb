package io.obsagent.instrumentation.apachehttpclient;

import io.obsagent.api.HttpRequest;

/** The view over a request to a host: what is the same in both generations of the library. */
public abstract class TargetRequest extends HttpRequest {

    private final String method;
    private final String scheme;
    private final String host;
    private final int port;
    private final String path;
    private final String query;

    /**
     * Made once the client has decided where to send the request.
     *
     * @param port -1 for the scheme's own
     * @param target path with query, or an absolute URI
     */
    protected TargetRequest(String method, String scheme, String host, int port, String target) {
        this.method = method;
        this.scheme = scheme;
        this.host = host;
        this.port = port;
        String relative = relative(target);
        int question = relative.indexOf('?');
        this.path = question < 0 ? relative : relative.substring(0, question);
        this.query = question < 0 ? null : relative.substring(question + 1);
    }

    private static String relative(String target) {
        int authority = target.indexOf("://");
        if (target.startsWith("/") || authority < 0) {
            return target;
        }
        int slash = target.indexOf('/', authority + 3);
        return slash < 0 ? "/" : target.substring(slash);
    }

    @Override
    public final String method() {
        return method;
    }

    @Override
    public final String scheme() {
        return scheme;
    }

    @Override
    public final String host() {
        return host;
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final String path() {
        return path;
    }

    @Override
    public final String query() {
        return query;
    }
}
