package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.PoolState;
import org.vibur.dbcp.ViburDBCPDataSource;
import org.vibur.objectpool.PoolService;

/** Vibur DBCP, which does not tell who waits. */
public final class ViburHook extends PoolHook<ViburDBCPDataSource> {

    @Override
    public boolean read(ViburDBCPDataSource pool, PoolState state) {
        PoolService<?> started = pool.getPool();
        if (started == null || started.isTerminated()) {
            return false;
        }
        state.name = pool.getName();
        state.used = started.taken();
        state.idle = started.remainingCreated();
        state.max = started.maxSize();
        return true;
    }
}
