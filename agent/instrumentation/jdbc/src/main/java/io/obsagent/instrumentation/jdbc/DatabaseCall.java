package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.DbRequest;
import io.obsagent.api.DbTarget;
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

    private final DbTarget target;
    private final String statement;
    private final String operation;
    private final int batchSize;

    private DatabaseCall(DbTarget target, String statement, String operation, int batchSize) {
        this.target = target;
        this.statement = target == Database.UNTOLD ? null : statement;
        this.operation = operation;
        this.batchSize = batchSize;
    }

    /** Begins a call that sends a statement's text. */
    static void begin(Call call, String sql) {
        begin(call, new DatabaseCall(targetOfStatement(call.<Statement>self()), sql, null, 1));
    }

    /** Begins a call that sends all that a statement has collected. */
    static void begin(Call call, Batch batch) {
        String sql = batch.statement();
        String operation = sql == null ? "BATCH" : null;
        begin(call, new DatabaseCall(targetOfStatement(call.<Statement>self()), sql, operation, batch.size()));
    }

    /** Begins a call without text, on a connection, its meta data, or the resource of an XA connection. */
    static void beginOperation(Call call, String operation) {
        DbTarget target = targetOf(call.self());
        if (target == null) {
            call.standAside(); // what the resource of another manager does with connections is recorded
        } else {
            begin(call, new DatabaseCall(target, null, operation, 1));
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

    private static DbTarget targetOfStatement(Statement statement) {
        try {
            return Database.of(statement.getConnection());
        } catch (SQLException | RuntimeException | LinkageError closedOrUnsupported) {
            // one odd driver must not end the recording of all: failures of these hooks count for the whole JVM
            return Database.UNTOLD;
        }
    }

    private static DbTarget targetOf(Object self) {
        // the frequent one first: to find that a class does not implement an interface takes the JVM the longest
        if (self instanceof Connection) {
            return Database.of((Connection) self);
        }
        if (!(self instanceof DatabaseMetaData)) {
            return XaDatabase.of((XAResource) self);
        }
        try {
            return Database.of(((DatabaseMetaData) self).getConnection());
        } catch (SQLException | RuntimeException | LinkageError closedOrUnsupported) {
            return Database.UNTOLD;
        }
    }

    @Override
    public DbTarget target() {
        return target;
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
}
