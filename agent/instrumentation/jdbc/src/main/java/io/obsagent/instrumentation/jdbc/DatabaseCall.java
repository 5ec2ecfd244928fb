package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.DbRequest;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.transaction.xa.XAResource;

/** A call to the database as the telemetry asks about it. */
final class DatabaseCall extends DbRequest {

    private final Database database;
    private final String statement;
    private final String operation;
    private final int batchSize;

    private DatabaseCall(Database database, String statement, String operation, int batchSize) {
        this.database = database;
        this.statement = database == Database.UNTOLD ? null : statement;
        this.operation = operation;
        this.batchSize = batchSize;
    }

    /** Begins a call that sends a statement's text. */
    static void begin(Call call, String sql) {
        begin(call, new DatabaseCall(databaseOf(call.self()), sql, null, 1));
    }

    /** Begins a call that sends all that a statement has collected. */
    static void begin(Call call, Batch batch) {
        String sql = batch.statement();
        begin(call, new DatabaseCall(databaseOf(call.self()), sql, sql == null ? "BATCH" : null, batch.size()));
    }

    /** Begins a call without text, on a connection, its meta data, or the resource of an XA connection. */
    static void beginOperation(Call call, String operation) {
        Database database = databaseOf(call.self());
        if (database == null) {
            call.standAside(); // what the resource of another manager does with connections is recorded
        } else {
            begin(call, new DatabaseCall(database, null, operation, 1));
        }
    }

    private static void begin(Call call, DatabaseCall request) {
        call.enter(Telemetry.get().query(request));
    }

    /** Ends what was begun. */
    static void end(Call call) {
        Operation operation = call.leave();
        if (operation != null) {
            Throwable thrown = call.thrown();
            if (thrown instanceof SQLException) {
                operation.status(((SQLException) thrown).getSQLState());
            }
            operation.end(thrown);
            if (operation.wantsRows() && call.result() instanceof ResultSet) {
                Rows.count(call.<ResultSet>result(), operation);
            }
        }
    }

    private static Database databaseOf(Object self) {
        try {
            if (self instanceof Statement) {
                return Database.of(((Statement) self).getConnection());
            }
            if (self instanceof DatabaseMetaData) {
                return Database.of(((DatabaseMetaData) self).getConnection());
            }
            return self instanceof Connection ? Database.of((Connection) self) : XaDatabase.of((XAResource) self);
        } catch (SQLException | RuntimeException | LinkageError closedOrUnsupported) {
            // one odd driver must not end the recording of all: failures of these hooks count for the whole JVM
            return Database.UNTOLD;
        }
    }

    @Override
    public String system() {
        return database.system();
    }

    @Override
    public String namespace() {
        return database.namespace();
    }

    @Override
    public String statement() {
        return statement;
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public String host() {
        return database.host();
    }

    @Override
    public int port() {
        return database.port();
    }
}
