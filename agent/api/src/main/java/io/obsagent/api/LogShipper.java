package io.obsagent.api;

/** Sends log events to where logs are collected, {@code logs.ship}. Thread safe; never blocks and lets nothing out. */
public interface LogShipper {

    /**
     * Takes the texts of an event, on the thread that logs it, unless it is below the level that is sent or has come too
     * often.
     *
     * @param within the operation that is current on this thread, or null: then fields of the event may tell its trace
     */
    void ship(LogEntry entry, Operation within);
}
