package io.obsagent.api;

import java.util.Objects;

/**
 * A database as calls name it. An instrumentation gives the same object again for the same database, so that what is known
 * of it is found by identity. Holds nothing of the application's. Immutable.
 */
public final class DbTarget {

    private final String system;
    private final String namespace;
    private final String host;
    private final int port;

    /**
     * @param system as in the conventions: {@code postgresql}, {@code mysql}, {@code h2database} ...; null where unknown
     * @param namespace the database's name, qualified as the conventions say for the system; or null
     * @param host the server's address; null for a database within this process, and where unknown
     * @param port the server's port; -1 where unknown
     */
    public DbTarget(String system, String namespace, String host, int port) {
        this.system = system;
        this.namespace = namespace;
        this.host = host;
        this.port = port;
    }

    /** The database system as in the conventions, or null. */
    public String system() {
        return system;
    }

    /** The database's name on its server, or null. */
    public String namespace() {
        return namespace;
    }

    /** The server's address, or null. */
    public String host() {
        return host;
    }

    /** The server's port, or -1. */
    public int port() {
        return port;
    }

    /** Whether both name the same database. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof DbTarget)) {
            return false;
        }
        DbTarget target = (DbTarget) other;
        return port == target.port
                && Objects.equals(system, target.system)
                && Objects.equals(namespace, target.namespace)
                && Objects.equals(host, target.host);
    }

    @Override
    public int hashCode() {
        return Objects.hash(system, namespace, host, port);
    }
}
