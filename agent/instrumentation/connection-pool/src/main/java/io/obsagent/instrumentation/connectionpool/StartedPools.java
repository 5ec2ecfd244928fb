package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.State;
import java.lang.ref.WeakReference;

/** The pools that data sources have started, for versions in which these do not tell. */
final class StartedPools {

    /** A pool refers to its data source, which it must not keep. */
    private static final State<Object, WeakReference<Object>> POOLS = new State<Object, WeakReference<Object>>();

    private StartedPools() {}

    static void put(Object dataSource, Object pool) {
        POOLS.put(dataSource, new WeakReference<Object>(pool));
    }

    static void remove(Object dataSource) {
        POOLS.remove(dataSource);
    }

    /** The pool that a data source has started; null when it has none, or had it before the agent came. */
    @SuppressWarnings("unchecked")
    static <P> P of(Object dataSource) {
        WeakReference<Object> pool = POOLS.get(dataSource);
        return pool == null ? null : (P) pool.get();
    }
}
