package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.State;
import java.sql.Connection;
import java.sql.SQLException;

/** The database that a connection leads to: what its URL says without user, password and options. Immutable. */
final class Database {

    /** Known to speak SQL, no more. */
    static final Database UNKNOWN = new Database(JdbcUrl.OTHER_SQL, null, null, -1);

    /** Could not be asked. How it writes literals is not known, so no text is shown that was sent to it. */
    static final Database UNTOLD = new Database(JdbcUrl.OTHER_SQL, null, null, -1);

    private static final State<Connection, Database> BY_CONNECTION = new State<Connection, Database>();

    /** Pools make a new proxy each time they lend a connection; its URL is the driver's own object. */
    private static final State<String, Database> BY_URL = new State<String, Database>();

    private final String system;
    private final String namespace;
    private final String host;
    private final int port;

    Database(String system, String namespace, String host, int port) {
        this.system = system;
        this.namespace = namespace;
        this.host = host;
        this.port = port;
    }

    /** The database of a connection, which is asked for its URL once. Sends nothing to the server. */
    static Database of(Connection connection) {
        Database database = BY_CONNECTION.get(connection);
        if (database == null && connection != null) {
            database = asked(connection);
            BY_CONNECTION.put(connection, database);
        }
        return database == null ? UNTOLD : database;
    }

    /** Forgets a connection that is closed. */
    static void forget(Connection connection) {
        BY_CONNECTION.remove(connection);
    }

    private static Database asked(Connection connection) {
        try {
            return ofUrl(connection.getMetaData().getURL());
        } catch (SQLException | RuntimeException | LinkageError closedOrUnsupported) {
            return UNTOLD;
        }
    }

    private static Database ofUrl(String url) {
        if (url == null) {
            return UNKNOWN;
        }
        Database database = BY_URL.get(url);
        if (database == null) {
            database = JdbcUrl.parse(url);
            BY_URL.put(url, database);
        }
        return database;
    }

    /** The system as in the conventions, never null. */
    String system() {
        return system;
    }

    /** The name of the database on its server, or null. */
    String namespace() {
        return namespace;
    }

    /** The server's address, null for one embedded in this process. */
    String host() {
        return host;
    }

    /** The server's port, the system's own where the URL names none; -1 when not known. */
    int port() {
        return port;
    }
}
