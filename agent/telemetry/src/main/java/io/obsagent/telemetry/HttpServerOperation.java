package io.obsagent.telemetry;

import io.obsagent.api.HttpRequest;
import io.obsagent.api.Operation;
import io.obsagent.telemetry.metrics.Series;
import java.util.Locale;

/** An HTTP request that this JVM serves. */
final class HttpServerOperation extends SpanOperation {

    private final String method;
    private final String methodOriginal;
    private final String scheme;
    private final String path;
    private final Series active;

    private String query;
    private String host;
    private int port = -1;
    private String client;
    private String peerAddress;
    private int peerPort = -1;
    private String protocolVersion;
    private String userAgent;

    private String route;
    private int status = -1;
    private long requestBytes = -1;
    private long responseBytes = -1;

    HttpServerOperation(Recorder recorder, HttpRequest request) {
        super(recorder, SERVER, request, System.nanoTime());
        server = this;
        String sent = request.method();
        method = HttpMethods.known(sent);
        methodOriginal = method == HttpMethods.OTHER ? sent : null;
        scheme = request.scheme();
        path = request.path();
        if (sampled) {
            describe(request);
        }
        active = recorder.httpServerActive.get(this);
        active.adder(0).increment();
    }

    private void describe(HttpRequest request) {
        query = request.query();
        host = request.host();
        port = request.port();
        peerAddress = request.peerAddress();
        peerPort = request.peerPort();
        client = client(request);
        protocolVersion = HttpVersion.of(request.protocolVersion());
        userAgent = request.header("user-agent");
    }

    /** The client as the first proxy saw it: an attribute for people, which any client can forge. */
    private String client(HttpRequest request) {
        String forwarded = request.header("x-forwarded-for");
        if (forwarded != null && !forwarded.isEmpty()) {
            int comma = forwarded.indexOf(',');
            return (comma < 0 ? forwarded : forwarded.substring(0, comma)).trim();
        }
        forwarded = request.header("forwarded");
        String first = forwarded == null ? null : forwardedFor(forwarded);
        return first != null ? first : peerAddress;
    }

    /** The value of the first {@code for=} of the header Forwarded, without port and quotes. */
    private static String forwardedFor(String forwarded) {
        int from = forwarded.toLowerCase(Locale.ROOT).indexOf("for=");
        if (from < 0) {
            return null;
        }
        from += 4;
        if (from < forwarded.length() && forwarded.charAt(from) == '"') {
            from++;
        }
        boolean bracketed = from < forwarded.length() && forwarded.charAt(from) == '[';
        int to = from;
        while (to < forwarded.length() && ",;\" ".indexOf(forwarded.charAt(to)) < 0) {
            if (bracketed ? forwarded.charAt(to) == ']' : forwarded.charAt(to) == ':') {
                break;
            }
            to++;
        }
        return forwarded.substring(bracketed ? from + 1 : from, to);
    }

    @Override
    public Operation route(String matched) {
        if (matched != null && !hasEnded()) {
            route = matched;
        }
        return this;
    }

    @Override
    public Operation route(String template, String matched) {
        boolean ends = path != null && path.endsWith(matched);
        return ends ? route(path.substring(0, path.length() - matched.length()) + template) : this;
    }

    @Override
    public Operation status(int code) {
        if (!hasEnded()) {
            status = code;
        }
        return this;
    }

    @Override
    public Operation requestBytes(long bytes) {
        if (!hasEnded()) {
            requestBytes = bytes;
        }
        return this;
    }

    @Override
    public Operation responseBytes(long bytes) {
        if (!hasEnded()) {
            responseBytes = bytes;
        }
        return this;
    }

    @Override
    void complete() {
        if (errorType == null && status >= 500) {
            failed = true;
            errorType = Numbers.text(status);
        }
        active.adder(0).decrement();
        Series series = recorder.httpServer.get(this);
        recordDuration(series.histogram(Recorder.DURATION));
        record(series.histogram(Recorder.REQUEST_SIZE), requestBytes);
        record(series.histogram(Recorder.RESPONSE_SIZE), responseBytes);
    }

    @Override
    void discarded() {
        active.adder(0).decrement();
    }

    @Override
    public String label(int index) {
        switch (index) {
            case 0:
                return method;
            case 1:
                return scheme;
            case 2:
                return route;
            case 3:
                return Numbers.text(status);
            default:
                return errorType;
        }
    }

    @Override
    String spanName() {
        String name = HttpMethods.spanName(method);
        return route == null ? name : name + ' ' + route;
    }

    @Override
    void putOwnAttributes(SpanAttributes out) {
        out.put(Attribute.HTTP_REQUEST_METHOD, method);
        out.put(Attribute.HTTP_REQUEST_METHOD_ORIGINAL, methodOriginal);
        out.put(Attribute.URL_SCHEME, scheme);
        out.putPath(path);
        out.putQuery(query);
        out.put(Attribute.HTTP_ROUTE, route);
        out.put(Attribute.HTTP_RESPONSE_STATUS_CODE, status);
        out.put(Attribute.ERROR_TYPE, errorType);
        out.put(Attribute.SERVER_ADDRESS, host);
        out.put(Attribute.SERVER_PORT, port);
        out.put(Attribute.CLIENT_ADDRESS, client);
        out.put(Attribute.NETWORK_PEER_ADDRESS, peerAddress);
        out.put(Attribute.NETWORK_PEER_PORT, peerPort);
        out.put(Attribute.NETWORK_PROTOCOL_VERSION, protocolVersion);
        out.put(Attribute.USER_AGENT_ORIGINAL, userAgent);
    }
}
