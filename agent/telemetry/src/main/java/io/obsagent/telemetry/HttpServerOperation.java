package io.obsagent.telemetry;

import io.obsagent.api.Headers;
import io.obsagent.api.HttpRequest;
import io.obsagent.api.Operation;
import io.obsagent.config.UserSource;
import io.obsagent.telemetry.metrics.LabelValues;
import io.obsagent.telemetry.metrics.Series;

/** An HTTP request that this JVM serves. */
final class HttpServerOperation extends SpanOperation {

    private final String method;
    private final String methodOriginal;
    private final String scheme;
    private final String path;

    /** Null where the request is not measured. */
    private Series active;

    private String query;
    private String host;
    private int port = -1;
    private String client;
    private String peerAddress;
    private int peerPort = -1;
    private String protocolVersion;
    private String userAgent;

    private String user;
    private String route;
    private String fallbackRoute;
    private int status = -1;
    private long requestBytes = -1;
    private long responseBytes = -1;

    HttpServerOperation(Recorder recorder, HttpRequest request) {
        super(recorder, SERVER, request, System.nanoTime());
        server = this;
        HttpServerRules rules = recorder.httpRules();
        String sent = request.method();
        int methodIndex = HttpMethods.index(sent);
        method = HttpMethods.known(methodIndex);
        methodOriginal = method == HttpMethods.OTHER ? sent : null;
        scheme = request.scheme();
        path = request.path();
        if (rules.untraced.match(path)) {
            drop();
        } else {
            decide(path);
        }
        if (isRecorded()) {
            describe(request, rules);
        }
        UserSource source = rules.user;
        if (source != null && source.header != null) {
            user = recorder.personal.hide(request.header(source.header));
        }
        active = rules.unmeasured.match(path) ? null : recorder.activeRequests().of(methodIndex, scheme, this);
        if (active != null) {
            active.adder(0).increment();
        }
    }

    private void describe(HttpRequest request, HttpServerRules rules) {
        query = request.query();
        host = request.host();
        port = request.port();
        peerAddress = request.peerAddress();
        peerPort = request.peerPort();
        client = rules.clients.of(request, peerAddress);
        protocolVersion = HttpVersion.of(request.protocolVersion());
        userAgent = request.header("user-agent");
        rules.requestHeaders.add(request, this);
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
    public Operation fallbackRoute(String known) {
        if (!hasEnded()) {
            fallbackRoute = known;
        }
        return this;
    }

    @Override
    public Operation application(String contextPath) {
        String known = recorder.applications == null ? null : recorder.applications.service(contextPath);
        if (known != null && service == null && !hasEnded()) {
            service = known;
            if (active != null) {
                active.adder(0).decrement();
                active = recorder.activeRequests().of(this);
                active.adder(0).increment();
            }
        }
        return this;
    }

    @Override
    public boolean capturesResponseHeaders() {
        return isRecorded() && !recorder.httpRules().responseHeaders.isEmpty();
    }

    @Override
    public Operation responseHeaders(Headers headers) {
        try {
            if (isRecorded()) {
                recorder.httpRules().responseHeaders.add(headers, this);
            }
        } catch (Throwable failure) {
            ObsTelemetry.failed("response headers not captured", failure);
        }
        return this;
    }

    @Override
    public String traceHeader() {
        TraceHeader header = recorder.httpRules().traceHeader;
        return header == null ? null : header.name;
    }

    @Override
    public String traceHeaderValue() {
        TraceHeader header = recorder.httpRules().traceHeader;
        return header == null ? traceId() : header.value(this);
    }

    @Override
    public boolean userIsPrincipal() {
        UserSource source = recorder.httpRules().user;
        return source != null && source.principal;
    }

    @Override
    public String userSessionAttribute() {
        UserSource source = recorder.httpRules().user;
        return source == null ? null : source.sessionAttribute;
    }

    @Override
    public Operation user(String id) {
        if (id != null && !hasEnded()) {
            user = recorder.personal.hide(id);
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
        if (route == null) {
            route = inferredRoute();
        }
        if (active == null) {
            return;
        }
        active.adder(0).decrement();
        if (user != null) {
            recorder.httpServerUsers.get(new UserLabels()).adder(0).increment();
        }
        Series series = recorder.servedRequests().of(this, method, scheme, route, status);
        recordDuration(series.histogram(Recorder.DURATION));
        record(series.histogram(Recorder.REQUEST_SIZE), requestBytes);
        record(series.histogram(Recorder.RESPONSE_SIZE), responseBytes);
    }

    /** Of what the application has answered: anyone can ask for paths that it refuses or does not have. */
    private String inferredRoute() {
        boolean answered = status >= 200 && status < 300 || status >= 500;
        InferredRoutes routes = recorder.httpRules().inferredRoutes;
        String template = answered && path != null && routes != null ? routes.of(path) : null;
        return template == null ? fallbackRoute : template;
    }

    @Override
    void discarded() {
        if (active != null) {
            active.adder(0).decrement();
        }
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
        return recorder.servedRequests().spanName(method, scheme, route, status);
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
        out.put(Attribute.USER_ID, user);
        out.put(Attribute.USER_AGENT_ORIGINAL, userAgent);
    }

    /** The labels of {@code http_server_user_requests_total}. */
    private final class UserLabels implements LabelValues {
        @Override
        public String label(int index) {
            return index == 0 ? method : index == 1 ? route : user;
        }

        @Override
        public String service() {
            return service;
        }
    }
}
