package io.obsagent.instrumentation.connectionpool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.obsagent.api.PoolState;
import java.sql.SQLTransientConnectionException;

/** HikariCP. */
public final class HikariHook extends PoolHook<HikariDataSource> {

    @Override
    public boolean read(HikariDataSource pool, PoolState state) {
        HikariPool started = StartedPool.of(pool);
        if (started == null) {
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
