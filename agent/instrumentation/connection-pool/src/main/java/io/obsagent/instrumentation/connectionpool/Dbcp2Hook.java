package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.PoolState;
import org.apache.commons.dbcp2.BasicDataSource;

/** Commons DBCP 2, whose pools have no names and do not tell who waits. */
public final class Dbcp2Hook extends PoolHook<BasicDataSource> {

    @Override
    public boolean read(BasicDataSource pool, PoolState state) {
        state.idle = pool.getNumIdle();
        state.used = pool.getNumActive();
        state.max = pool.getMaxTotal();
        return true;
    }

    @Override
    boolean isTimeout(Throwable thrown) {
        return PoolTimeouts.isCause(thrown);
    }
}
