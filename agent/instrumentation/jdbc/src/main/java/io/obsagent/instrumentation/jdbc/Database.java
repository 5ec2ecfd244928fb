package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.DbTarget;
import io.obsagent.api.State;
import java.sql.Connection;
import java.sql.SQLException;

/** Finds the database that a connection leads to: what its URL says without user, password and options. */
final class Database {

    /** Known to speak SQL, no more. */
    static final DbTarget UNKNOWN = new DbTarget(JdbcUrl.OTHER_SQL, null, null, -1);

    /** Could not be asked. How it writes literals is not known, so no text is shown that was sent to it. */
    static final DbTarget UNTOLD = new DbTarget(JdbcUrl.OTHER_SQL, null, null, -1);

    private static final State<Connection, DbTarget> BY_CONNECTION = new State<Connection, DbTarget>();

    /** Pools make a new proxy each time they lend a connection; its URL is the driver's own object. */
    private static final State<String, DbTarget> BY_URL = new State<String, DbTarget>();

    private Database() {}

    /** The database of a connection, which is asked for its URL once. Sends nothing to the server. */
    static DbTarget of(Connection connection) {
        DbTarget database = BY_CONNECTION.get(connection);
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

    private static DbTarget asked(Connection connection) {
        try {
            return ofUrl(connection.getMetaData().getURL());
        } catch (SQLException | RuntimeException | LinkageError closedOrUnsupported) {
            return UNTOLD;
        }
    }

    private static DbTarget ofUrl(String url) {
        if (url == null) {
            return UNKNOWN;
        }
        DbTarget database = BY_URL.get(url);
        if (database == null) {
            database = JdbcUrl.parse(url);
            BY_URL.put(url, database);
        }
        return database;
    }
}
