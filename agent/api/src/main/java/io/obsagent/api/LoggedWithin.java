package io.obsagent.api;

/**
 * The operations within which events of java.util.logging were logged. Its records have no fields, and what formats them
 * may live in another class loader than what logs them, or run on another thread. Thread safe.
 */
public final class LoggedWithin {

    private static final State<Object, Operation> OPERATIONS = new State<Object, Operation>();

    private LoggedWithin() {}

    /** Notes the operation for as long as the record is reachable. */
    public static void put(Object record, Operation operation) {
        OPERATIONS.put(record, operation);
    }

    /** The operation, or null. */
    public static Operation get(Object record) {
        return OPERATIONS.get(record);
    }
}
