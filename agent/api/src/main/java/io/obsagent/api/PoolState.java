package io.obsagent.api;

/** How a connection pool is at a moment. Numbers are connections or threads, -1 where the pool does not tell. */
public final class PoolState {

    /** The pool's own name; null when it has none. */
    public String name;
    /** Open and not lent. */
    public int idle = -1;
    /** Lent. */
    public int used = -1;
    /** The most that may be open. */
    public int max = -1;
    /** Threads that wait for a connection. */
    public int pending = -1;
}
