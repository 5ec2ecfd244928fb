package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.DbTarget;
import io.obsagent.api.State;
import java.sql.Connection;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;

/**
 * The database of an XA connection and of its resource, which the two share: a resource does not tell it, and asking the
 * XA connection for a connection would close the application's. Thread safe.
 */
final class XaDatabase {

    /** Often the resource is the XA connection itself. Holds neither. */
    private static final State<Object, XaDatabase> SHARED = new State<Object, XaDatabase>();

    /** Null until the application has asked for a connection. */
    private volatile DbTarget database;

    private XaDatabase() {}

    /** Notes that an XA connection has given out a connection. */
    static void gave(XAConnection from, Connection connection) {
        XaDatabase shared = of(from);
        if (shared.database == null) {
            shared.database = Database.of(connection);
        }
    }

    /** Notes that an XA connection has given out its resource. */
    static void gave(XAConnection from, XAResource resource) {
        SHARED.put(resource, of(from));
    }

    /** The database of a resource; null for the resource of something else than a database, such as a message broker. */
    static DbTarget of(XAResource resource) {
        XaDatabase shared = SHARED.get(resource);
        if (shared == null) {
            return null;
        }
        DbTarget known = shared.database;
        return known == null ? Database.UNKNOWN : known;
    }

    private static XaDatabase of(XAConnection connection) {
        XaDatabase shared = SHARED.get(connection);
        if (shared == null) {
            shared = new XaDatabase();
            XaDatabase other = SHARED.putIfAbsent(connection, shared);
            shared = other == null ? shared : other;
        }
        return shared;
    }
}
