package io.obsagent.instrumentation.connectionpool;

import com.alibaba.druid.pool.DruidDataSource;
import com.alibaba.druid.pool.GetConnectionTimeoutException;
import io.obsagent.api.PoolState;

/** Druid. */
public final class DruidHook extends PoolHook<DruidDataSource> {

    @Override
    public boolean read(DruidDataSource pool, PoolState state) {
        state.idle = pool.getPoolingCount();
        state.used = pool.getActiveCount();
        state.max = pool.getMaxActive();
        state.pending = pool.getNotEmptyWaitThreadCount();
        return true;
    }

    @Override
    public String name(DruidDataSource pool) {
        return pool.getName();
    }

    @Override
    boolean isTimeout(Throwable thrown) {
        return thrown instanceof GetConnectionTimeoutException;
    }
}
