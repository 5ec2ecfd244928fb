package io.obsagent.api;

/**
 * Tells the state of connection pools of one kind. Stateless, and called by threads of the agent whenever metrics are
 * scraped: it must neither open a connection nor start the pool.
 *
 * @param <P> the pool's class
 */
public interface PoolReader<P> {

    /**
     * Reads the state of a pool.
     *
     * @param state to be filled in
     * @return false when the pool has not started or has been closed
     * @throws Exception if the pool cannot tell; it is left out of this scrape
     */
    boolean read(P pool, PoolState state) throws Exception;

    /**
     * The pool's own name; null when it has none, or none yet. Called by threads of the application as well, which it must
     * not hold up.
     */
    default String name(P pool) {
        return null;
    }
}
