package io.obsagent.instrumentation.connectionpool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.obsagent.api.PoolState;
import java.sql.SQLTransientConnectionException;

/** HikariCP. */
public final class HikariHook extends PoolHook<HikariDataSource> {

    @Override
    public boolean read(HikariDataSource pool, PoolState state) {
        HikariPoolMXBean started = pool.getHikariPoolMXBean();
        if (started == null || pool.isClosed()) {
            return false;
        }
        state.idle = started.getIdleConnections();
        state.used = started.getActiveConnections();
        state.max = pool.getMaximumPoolSize();
        state.pending = started.getThreadsAwaitingConnection();
        return true;
    }

    @Override
    public String name(HikariDataSource pool) {
        return pool.getPoolName();
    }

    @Override
    boolean isTimeout(Throwable thrown) {
        return thrown instanceof SQLTransientConnectionException
                || thrown.getMessage() != null && thrown.getMessage().startsWith("Timeout "); // before 2.4
    }
}
