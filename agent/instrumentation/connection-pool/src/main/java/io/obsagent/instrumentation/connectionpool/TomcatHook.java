package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.PoolState;
import org.apache.tomcat.jdbc.pool.ConnectionPool;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;

/** Tomcat's JDBC pool. */
public final class TomcatHook extends PoolHook<DataSourceProxy> {

    @Override
    public boolean read(DataSourceProxy pool, PoolState state) {
        ConnectionPool started = pool.getPool();
        if (started == null || started.isClosed()) {
            return false;
        }
        state.name = started.getName();
        state.idle = started.getIdle();
        state.used = started.getActive();
        state.max = pool.getPoolProperties().getMaxActive();
        state.pending = started.getWaitCount();
        return true;
    }
}
