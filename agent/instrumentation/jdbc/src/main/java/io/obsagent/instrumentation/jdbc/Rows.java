package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Operation;
import io.obsagent.api.State;
import java.sql.ResultSet;

/** The rows that have been read of one result so far. Used by one thread at a time, as the result is. */
final class Rows {

    /** Of the result that the outermost woven call has returned: a pool's may wrap a driver's. */
    private static final State<ResultSet, Rows> OF_RESULTS = new State<ResultSet, Rows>();

    private final Operation query;
    private long count;

    private Rows(Operation query) {
        this.query = query;
    }

    /** Counts the rows of a result from now on. */
    static void count(ResultSet result, Operation query) {
        OF_RESULTS.put(result, new Rows(query));
    }

    /** Notes that {@code next} has found a row, or none any more. */
    static void next(ResultSet result, boolean found) {
        Rows rows = OF_RESULTS.get(result);
        if (rows == null) {
            return;
        }
        if (found) {
            rows.count++;
        } else {
            end(result);
        }
    }

    /** Records the count, once. */
    static void end(ResultSet result) {
        Rows rows = OF_RESULTS.remove(result);
        if (rows != null) {
            rows.query.rows(rows.count);
        }
    }
}
