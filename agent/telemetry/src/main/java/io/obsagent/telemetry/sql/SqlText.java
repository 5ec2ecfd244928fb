package io.obsagent.telemetry.sql;

/** What the telemetry says of a statement. Immutable; strings null where there is nothing to say. */
public final class SqlText {

    private final String sanitized;
    private final String summary;
    private final String operation;
    private final String collection;
    private final String batchOperation;
    private final String batchSummary;

    SqlText(String sanitized, String summary, String operation, String collection) {
        this.sanitized = sanitized;
        this.summary = summary;
        this.operation = operation;
        this.collection = collection;
        this.batchOperation = operation == null ? "BATCH" : "BATCH " + operation;
        this.batchSummary = summary == null ? "BATCH" : SqlSummary.limited("BATCH " + summary);
    }

    /** The statement with {@code ?} for every literal. Never null. */
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

    /** The operation of a batch of this statement. Never null. */
    public String batchOperation() {
        return batchOperation;
    }

    /** The summary of a batch of this statement. Never null. */
    public String batchSummary() {
        return batchSummary;
    }
}
