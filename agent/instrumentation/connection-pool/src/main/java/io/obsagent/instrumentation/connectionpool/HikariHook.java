package io.obsagent.instrumentation.connectionpool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import io.obsagent.api.PoolState;
import java.sql.SQLTransientConnectionException;

/** HikariCP. */
public final class HikariHook extends PoolHook<HikariDataSource> {

    @Override
    public boolean read(HikariDataSource pool, PoolState state) {
        if (HiddenPool.isHidden()) {
            HikariPool hidden = HiddenPool.of(pool);
            return hidden != null
                    && tell(
                            state,
                            pool,
                            hidden.getIdleConnections(),
                            hidden.getActiveConnections(),
                            hidden.getThreadsAwaitingConnection());
        }
        HikariPoolMXBean shown = pool.getHikariPoolMXBean();
        return shown != null
                && !pool.isClosed()
                && tell(
                        state,
                        pool,
                        shown.getIdleConnections(),
                        shown.getActiveConnections(),
                        shown.getThreadsAwaitingConnection());
    }

    private static boolean tell(PoolState state, HikariDataSource pool, int idle, int used, int pending) {
        state.idle = idle;
        state.used = used;
        state.max = pool.getMaximumPoolSize();
        state.pending = pending;
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
