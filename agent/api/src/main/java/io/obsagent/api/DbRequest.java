package io.obsagent.api;

/** A database call as the telemetry asks about it. */
public abstract class DbRequest {

    /** The database that is called. Never null. */
    public abstract DbTarget target();

    /**
     * The statement's text as the application wrote it; literals are removed by the telemetry. The same String instance
     * for the same prepared statement makes this cheap. Null for a call without text ({@link #operation()} then says
     * what it is).
     */
    public abstract String statement();

    /** The operation's name where there is no text, for example {@code COMMIT}; else null. */
    public String operation() {
        return null;
    }

    /** The number of statements sent in one batch; 1 when it is no batch. */
    public int batchSize() {
        return 1;
    }
}
