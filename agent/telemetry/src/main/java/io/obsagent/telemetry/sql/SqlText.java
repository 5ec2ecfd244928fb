package io.obsagent.telemetry.sql;

/** What the telemetry says of a statement, or of a call without text; null where there is nothing to say. Thread safe. */
public final class SqlText {

    private final String sanitized;
    private final String summary;
    private final String operation;
    private final String collection;
    /** Made when the first batch asks, by each thread that does not see it yet. */
    private String batchOperation;

    private String batchSummary;

    /** Of the last call that succeeded. Another thread sees it or not: it is made again. */
    private SqlCall lastCall;

    SqlText(String sanitized, String summary, String operation, String collection) {
        this.sanitized = sanitized;
        this.summary = summary;
        this.operation = operation;
        this.collection = collection;
    }

    /** Stands for a call that has an operation, or nothing (null), but no text. */
    public static SqlText ofOperation(String operation) {
        return new SqlText(null, null, operation, null);
    }

    /** The statement with {@code ?} for every literal; null where there is no text. */
    public String sanitized() {
        return sanitized;
    }

    /** Operations and tables in their order, for example {@code INSERT outbox SELECT orders}; at most 255 characters. */
    public String summary() {
        return summary;
    }

    /** The operation, in upper case, for example {@code SELECT}. */
    public String operation() {
        return operation;
    }

    /** The table, when there is exactly one. */
    public String collection() {
        return collection;
    }

    /** What was kept last, or null. Most statements go to one database. */
    public SqlCall lastCall() {
        return lastCall;
    }

    /** Keeps what calls to come may have in common. */
    public void keep(SqlCall call) {
        lastCall = call;
    }

    /** The operation of a batch of this statement; where there is no text the operation as it is. */
    public String batchOperation() {
        if (sanitized == null) {
            return operation;
        }
        String text = batchOperation;
        if (text == null) {
            text = operation == null ? "BATCH" : "BATCH " + operation;
            batchOperation = text;
        }
        return text;
    }

    /** The summary of a batch of this statement; null where there is no text. */
    public String batchSummary() {
        if (sanitized == null) {
            return null;
        }
        String text = batchSummary;
        if (text == null) {
            text = summary == null ? "BATCH" : SqlSummary.limited("BATCH " + summary);
            batchSummary = text;
        }
        return text;
    }
}
