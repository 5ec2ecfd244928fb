package io.obsagent.instrumentation.jdbc;

/** The calls that a statement has collected. Used by one thread at a time, as the statement is. */
final class Batch {

    private String statement;
    private boolean mixed;
    private int size;

    /** @param added the text of the call; null where it is not known */
    void add(String added) {
        if (size == 0) {
            statement = added;
        } else if (statement != added && (statement == null || !statement.equals(added))) {
            mixed = true;
        }
        size++;
    }

    int size() {
        return size;
    }

    /** The one text of all calls; null when they differ: texts put together are unbounded in length and in number. */
    String statement() {
        return mixed ? null : statement;
    }
}
