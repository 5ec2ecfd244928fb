package io.obsagent.telemetry;

import io.obsagent.api.HttpRequest;
import io.obsagent.api.Operation;

/** An HTTP request that this JVM sends. */
final class HttpClientOperation extends SpanOperation {

    private final String method;
    private final String methodOriginal;
    private final String scheme;
    private final String host;
    private final int port;

    private String path;
    private String query;
    private String peerAddress;
    private int peerPort = -1;
    private String protocolVersion;

    private String template;
    private int status = -1;

    HttpClientOperation(Recorder recorder, HttpRequest request) {
        super(recorder, CLIENT, null, System.nanoTime());
        decide(null);
        String sent = request.method();
        method = HttpMethods.known(sent);
        methodOriginal = method == HttpMethods.OTHER ? sent : null;
        scheme = request.scheme();
        host = request.host();
        int named = request.port();
        port = named >= 0 ? named : defaultPort(scheme);
        if (isRecorded()) {
            path = request.path();
            query = request.query();
            peerAddress = request.peerAddress();
            peerPort = request.peerPort();
            protocolVersion = request.protocolVersion();
        }
    }

    /** The port of a URL that has none, or -1. */
    static int defaultPort(String scheme) {
        return "https".equals(scheme) ? 443 : "http".equals(scheme) ? 80 : -1;
    }

    @Override
    public Operation route(String known) {
        if (known != null && !hasEnded()) {
            template = known;
        }
        return this;
    }

    @Override
    public Operation status(int code) {
        if (!hasEnded()) {
            status = code;
        }
        return this;
    }

    @Override
    void complete() {
        if (errorType == null && status >= 400) {
            failed = true;
            errorType = Numbers.text(status);
        }
        recordDuration(recorder.httpClient.get(this).histogram(Recorder.DURATION));
    }

    @Override
    public String label(int index) {
        switch (index) {
            case 0:
                return method;
            case 1:
                return Numbers.text(status);
            case 2:
                return host;
            case 3:
                return Numbers.text(port);
            default:
                return errorType;
        }
    }

    @Override
    String spanName() {
        String name = HttpMethods.spanName(method);
        return template == null ? name : name + ' ' + template;
    }

    @Override
    void putOwnAttributes(SpanAttributes out) {
        out.put(Attribute.HTTP_REQUEST_METHOD, method);
        out.put(Attribute.HTTP_REQUEST_METHOD_ORIGINAL, methodOriginal);
        out.putUrl(scheme, host, port, path, query);
        out.put(Attribute.URL_TEMPLATE, template);
        out.put(Attribute.SERVER_ADDRESS, host);
        out.put(Attribute.SERVER_PORT, port);
        out.put(Attribute.HTTP_RESPONSE_STATUS_CODE, status);
        out.put(Attribute.ERROR_TYPE, errorType);
        out.put(Attribute.NETWORK_PEER_ADDRESS, peerAddress);
        out.put(Attribute.NETWORK_PEER_PORT, peerPort);
        out.put(Attribute.NETWORK_PROTOCOL_VERSION, protocolVersion);
    }
}
