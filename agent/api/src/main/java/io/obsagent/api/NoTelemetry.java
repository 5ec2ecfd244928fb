package io.obsagent.api;

/** Records nothing: what hooks see before the agent's telemetry has started. */
final class NoTelemetry implements Telemetry {

    @Override
    public Operation serveHttp(HttpRequest request) {
        return null;
    }

    @Override
    public Operation callHttp(HttpRequest request) {
        return null;
    }

    @Override
    public Operation serveRpc(RpcRequest request, long startNanoTime) {
        return null;
    }

    @Override
    public Operation callRpc(RpcRequest request) {
        return null;
    }

    @Override
    public Operation query(DbRequest request) {
        return null;
    }

    @Override
    public Operation send(Message message) {
        return null;
    }

    @Override
    public Operation poll(MessageBatch batch, long startNanoTime) {
        return null;
    }

    @Override
    public Operation process(Message message) {
        return null;
    }

    @Override
    public Operation process(MessageBatch batch) {
        return null;
    }

    @Override
    public Operation commit(MessageBatch batch) {
        return null;
    }

    @Override
    public Operation job(String className, String method) {
        return null;
    }

    @Override
    public Operation span(String name, String kind, Operation parent, long startEpochNanos) {
        return null;
    }

    @Override
    public Operation elsewhere(String traceId, String spanId, boolean sampled, boolean remote, String traceState) {
        return null;
    }

    @Override
    public Scope enterContext(Operation span, String baggage, Object context) {
        return Scope.NONE;
    }

    @Override
    public Operation unrecorded() {
        return null;
    }

    @Override
    public Operation currentContext() {
        return null;
    }

    @Override
    public Operation current() {
        return null;
    }

    @Override
    public Operation currentServer() {
        return null;
    }

    @Override
    public Snapshot capture() {
        return null;
    }

    @Override
    public Scope suspend() {
        return Scope.NONE;
    }

    @Override
    public void sessionBegan(Object session, String application) {}

    @Override
    public void sessionEnded(Object session) {}

    @Override
    public void consumerLag(String destination, String group, String clientId, long lag) {}

    @Override
    public <P> PoolMeter watchPool(P pool, PoolReader<P> reader) {
        return null;
    }

    @Override
    public <R> void watchMeters(R registry, MeterReader<R> reader) {}

    @Override
    public void logged(String level, String logger) {}

    @Override
    public boolean isOn(String instrumentation) {
        return false;
    }

    @Override
    public LogKeys logKeys() {
        return LogKeys.DEFAULT;
    }

    @Override
    public LogFormat logFormat() {
        return null;
    }

    @Override
    public LogShipper logShipper() {
        return null;
    }
}
