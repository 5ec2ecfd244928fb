package io.obsagent.instrumentation.connectionpool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.obsagent.api.PoolState;

/** HikariCP. */
public final class HikariHook extends PoolHook<HikariDataSource> {

    @Override
    public boolean read(HikariDataSource pool, PoolState state) {
        HikariPoolMXBean started = pool.getHikariPoolMXBean();
        if (started == null || pool.isClosed()) {
            return false;
        }
        state.name = pool.getPoolName();
        state.idle = started.getIdleConnections();
        state.used = started.getActiveConnections();
        state.max = pool.getMaximumPoolSize();
        state.pending = started.getThreadsAwaitingConnection();
        return true;
    }
}
