package io.obsagent.api;

/**
 * Measures how long the application waits for connections of a pool and keeps them ({@code db_client_connection_*}).
 * Keeps the pool from being collected no more than the telemetry does. Thread safe; no method throws or blocks.
 */
public interface PoolMeter {

    /**
     * The pool has lent a connection to the calling thread.
     *
     * @param askedNanoTime {@link System#nanoTime()} when it was asked for one
     * @param nanoTime {@link System#nanoTime()} now
     */
    void lent(long askedNanoTime, long nanoTime);

    /**
     * The pool has lent no connection to the calling thread.
     *
     * @param askedNanoTime {@link System#nanoTime()} when it was asked for one
     * @param error what it threw
     * @param timedOut whether none had become free in time, as far as the pool tells
     */
    void refused(long askedNanoTime, Throwable error, boolean timedOut);

    /**
     * A connection has come back.
     *
     * @param lentNanoTime {@link System#nanoTime()} when it was lent
     */
    void returned(long lentNanoTime);
}
