package io.obsagent.telemetry;

import io.obsagent.api.Headers;
import io.obsagent.api.Operation;
import io.obsagent.api.RpcRequest;
import io.obsagent.telemetry.metrics.SeriesTable;

/** A remote procedure call that this JVM makes or serves. */
final class RpcOperation extends SpanOperation {

    private static final String OTHER = "_OTHER";

    private final boolean serving;
    private final String system;
    private final String method;
    private final String methodOriginal;
    private final String host;
    private final int port;

    private String peerAddress;
    private int peerPort = -1;
    private String status;
    private long sent = -1;
    private long received = -1;

    private RpcOperation(Recorder recorder, RpcRequest request, boolean serving, long startNanoTime) {
        super(recorder, serving ? SERVER : CLIENT, serving ? request : null, startNanoTime);
        this.serving = serving;
        system = request.system();
        boolean known = request.knownMethod();
        method = known ? request.method() : OTHER;
        methodOriginal = known ? null : request.method();
        host = request.host();
        port = request.port();
        if (serving) {
            joinHttpRequest();
        }
        RpcRules rules = recorder.rpcRules();
        if (serving && rules.untraced.match(request.method())) {
            drop();
        } else {
            decide(serving ? request.method() : null);
        }
        if (isRecorded()) {
            peerAddress = request.peerAddress();
            peerPort = request.peerPort();
            rules.requestMetadata.add(request, this);
        }
    }

    /**
     * Becomes part of the HTTP request that has brought this call: of a servlet that serves gRPC, not of a request that
     * happens to be current. Both have the same headers, hence the same parent.
     */
    private void joinHttpRequest() {
        SpanOperation current = Current.get();
        SpanOperation request = current == null ? null : current.origin();
        if (!(request instanceof HttpServerOperation) || request.hasEnded()) {
            return;
        }
        boolean sameParent = parentSpanId == request.parentSpanId && parentRemote == request.parentRemote;
        boolean sameTrace = traceIdHigh == request.traceIdHigh && traceIdLow == request.traceIdLow;
        if (sameParent && (sameTrace || !parentRemote)) {
            inherit(request);
            parentRemote = false;
        }
    }

    static RpcOperation serve(Recorder recorder, RpcRequest request, long startNanoTime) {
        return new RpcOperation(recorder, request, true, startNanoTime);
    }

    static RpcOperation call(Recorder recorder, RpcRequest request) {
        return new RpcOperation(recorder, request, false, System.nanoTime());
    }

    @Override
    public Operation status(String name) {
        if (name != null && !hasEnded()) {
            status = name;
        }
        return this;
    }

    @Override
    public Operation messages(long sentByUs, long receivedByUs) {
        if (!hasEnded()) {
            sent = sentByUs;
            received = receivedByUs;
        }
        return this;
    }

    @Override
    public Operation attempt(int number, long startNanoTime, String code) {
        try {
            add(new AttemptEvent(recorder.clock.epochNanos(startNanoTime), number, code));
        } catch (Throwable failure) {
            ObsTelemetry.failed("event not added", failure);
        }
        return this;
    }

    @Override
    public boolean capturesResponseHeaders() {
        return isRecorded() && !recorder.rpcRules().responseMetadata.isEmpty();
    }

    @Override
    public Operation responseHeaders(Headers headers) {
        try {
            if (isRecorded()) {
                recorder.rpcRules().responseMetadata.add(headers, this);
            }
        } catch (Throwable failure) {
            ObsTelemetry.failed("response metadata not captured", failure);
        }
        return this;
    }

    @Override
    void complete() {
        if (status != null && isError()) {
            failed = true;
            errorType = errorType == null ? status : errorType;
        }
        SeriesTable table = serving ? recorder.rpcServer : recorder.rpcClient;
        recordDuration(table.get(this).histogram(Recorder.DURATION));
    }

    /** A client takes every status but OK for an error; a server only those that are its own fault. */
    private boolean isError() {
        if (!serving) {
            return !"OK".equals(status);
        }
        switch (status) {
            case "UNKNOWN":
            case "DEADLINE_EXCEEDED":
            case "UNIMPLEMENTED":
            case "INTERNAL":
            case "UNAVAILABLE":
            case "DATA_LOSS":
                return true;
            default:
                return false;
        }
    }

    @Override
    public String label(int index) {
        switch (index) {
            case 0:
                return system;
            case 1:
                return method;
            case 2:
                return status;
            case 3:
                return errorType;
            case 4:
                return host;
            default:
                return Numbers.text(port);
        }
    }

    @Override
    String spanName() {
        return methodOriginal == null ? method : system;
    }

    @Override
    void putOwnAttributes(SpanAttributes out) {
        out.put(Attribute.RPC_SYSTEM_NAME, system);
        out.put(Attribute.RPC_METHOD, method);
        out.put(Attribute.RPC_METHOD_ORIGINAL, methodOriginal);
        out.put(Attribute.RPC_RESPONSE_STATUS_CODE, status);
        out.put(Attribute.GRPC_SENT_MESSAGE_COUNT, sent);
        out.put(Attribute.GRPC_RECEIVED_MESSAGE_COUNT, received);
        out.put(Attribute.ERROR_TYPE, errorType);
        out.put(Attribute.SERVER_ADDRESS, host);
        out.put(Attribute.SERVER_PORT, port);
        out.put(Attribute.NETWORK_PEER_ADDRESS, peerAddress);
        out.put(Attribute.NETWORK_PEER_PORT, peerPort);
    }
}
