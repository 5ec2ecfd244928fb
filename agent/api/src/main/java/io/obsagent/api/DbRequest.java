package io.obsagent.api;

/** A database call as the telemetry asks about it. Strings may be null where unknown, the port -1. */
public abstract class DbRequest {

    /** The database system as in the conventions: {@code postgresql}, {@code mysql}, {@code h2database} ... */
    public abstract String system();

    /** The database's name, qualified as the conventions say for the system. */
    public abstract String namespace();

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

    /** The server's address. */
    public abstract String host();

    /** The server's port, -1 when unknown or the default does not apply. */
    public abstract int port();
}
