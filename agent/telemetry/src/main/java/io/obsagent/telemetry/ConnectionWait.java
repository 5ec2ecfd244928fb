package io.obsagent.telemetry;

/** A wait for a connection of a pool that was long enough to be shown. Its metrics are the pool's. */
final class ConnectionWait extends SpanOperation {

    private final String pool;

    ConnectionWait(SpanOperation parent, String pool, long startNanoTime) {
        super(parent, startNanoTime);
        this.pool = pool;
    }

    @Override
    void complete() {}

    @Override
    public String label(int index) {
        return null;
    }

    @Override
    String spanName() {
        return "db.connection.wait";
    }

    @Override
    void putOwnAttributes(SpanAttributes out) {
        out.put(Attribute.DB_CLIENT_CONNECTION_POOL_NAME, pool);
        out.put(Attribute.ERROR_TYPE, errorType);
    }
}
