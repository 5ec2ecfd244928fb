package io.obsagent.telemetry;

import io.obsagent.api.DbRequest;
import io.obsagent.api.DbTarget;
import io.obsagent.api.Operation;
import io.obsagent.telemetry.export.EncodedAttributes;
import io.obsagent.telemetry.metrics.Histogram;
import io.obsagent.telemetry.metrics.Series;
import io.obsagent.telemetry.sql.SqlCall;
import io.obsagent.telemetry.sql.SqlText;

/** A call of a database. */
final class DbOperation extends SpanOperation {

    private final DbTarget target;
    private final SqlText sql;
    private final int batchSize;

    private String status;
    private long rows = -1;
    /** Set when this has ended; null where it is a special one. */
    private SqlCall call;
    /** Set when this has ended and rows are counted. */
    private volatile Series series;

    DbOperation(Recorder recorder, DbRequest request) {
        super(recorder, CLIENT, null, System.nanoTime());
        decide(null);
        target = request.target();
        batchSize = request.batchSize();
        String statement = request.statement();
        sql = statement == null ? recorder.operation(request.operation()) : recorder.sql(target.system(), statement);
    }

    private String operation() {
        return batchSize > 1 ? sql.batchOperation() : sql.operation();
    }

    private String summary() {
        return batchSize > 1 ? sql.batchSummary() : sql.summary();
    }

    @Override
    public Operation status(String sqlState) {
        if (sqlState != null && !hasEnded()) {
            status = sqlState;
        }
        return this;
    }

    @Override
    public Operation rows(long returned) {
        Series ended = series;
        if (ended != null) {
            record(ended.histogram(Recorder.ROWS), returned);
        } else if (!hasEnded()) {
            rows = returned;
        }
        return this;
    }

    @Override
    public boolean wantsRows() {
        return recorder.countsRows;
    }

    @Override
    void complete() {
        if (failed && status != null) {
            errorType = status; // the conventions: error.type is the database's own code where there is one
        }
        // otherwise it has something that other calls of its statement have not
        boolean common = errorType == null && batchSize <= 1 && service == null;
        SqlCall last = common ? sql.lastCall() : null;
        Series found;
        if (last != null && last.isOf(target)) {
            call = last;
            found = last.series;
            recordDuration(last.duration);
        } else {
            found = recorder.database.get(this);
            Histogram duration = found.histogram(Recorder.DURATION);
            recordDuration(duration);
            if (common && !found.isOverflow()) { // each measurement there is counted
                call = new SqlCall(target, found, duration);
                sql.keep(call);
            }
        }
        if (rows >= 0) {
            record(found.histogram(Recorder.ROWS), rows);
        }
        if (recorder.countsRows) {
            series = found;
        }
    }

    @Override
    public String label(int index) {
        switch (index) {
            case 0:
                return target.system();
            case 1:
                return target.namespace();
            case 2:
                return operation();
            case 3:
                return sql.collection();
            case 4:
                return summary();
            case 5:
                return errorType;
            case 6:
                return target.host();
            default:
                return Numbers.text(target.port());
        }
    }

    @Override
    String spanName() {
        String summary = summary();
        if (summary != null && !summary.isEmpty()) {
            return summary;
        }
        String operation = operation();
        return operation != null ? operation : target.system() != null ? target.system() : "SQL";
    }

    @Override
    void putOwnAttributes(SpanAttributes out) {
        EncodedAttributes encoded = call == null ? null : call.attributes();
        if (encoded == null || !out.put(encoded)) {
            int mark = out.mark();
            putCommonAttributes(out);
            if (call != null && encoded == null && call == sql.lastCall()) {
                call.keep(out.encodedSince(mark));
            }
        }
        if (batchSize > 1) {
            out.put(Attribute.DB_OPERATION_BATCH_SIZE, batchSize);
        }
        out.put(Attribute.DB_RESPONSE_STATUS_CODE, status);
        out.put(Attribute.DB_RESPONSE_RETURNED_ROWS, rows);
        out.put(Attribute.ERROR_TYPE, errorType);
    }

    private void putCommonAttributes(SpanAttributes out) {
        out.put(Attribute.DB_SYSTEM_NAME, target.system());
        out.put(Attribute.DB_NAMESPACE, target.namespace());
        out.put(Attribute.DB_OPERATION_NAME, operation());
        out.put(Attribute.DB_QUERY_SUMMARY, summary());
        out.put(Attribute.DB_COLLECTION_NAME, sql.collection());
        out.put(Attribute.DB_QUERY_TEXT, sql.sanitized());
        out.put(Attribute.SERVER_ADDRESS, target.host());
        out.put(Attribute.SERVER_PORT, target.port());
    }
}
