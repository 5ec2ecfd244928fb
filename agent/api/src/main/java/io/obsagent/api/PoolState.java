package io.obsagent.api;

/** How a connection pool is at a moment. Numbers are connections or threads, -1 where the pool does not tell. */
public final class PoolState {

    /** Open and not lent. */
    public int idle = -1;
    /** Lent. */
    public int used = -1;
    /** The most that may be open. */
    public int max = -1;
    /** Threads that wait for a connection. */
    public int pending = -1;
}
