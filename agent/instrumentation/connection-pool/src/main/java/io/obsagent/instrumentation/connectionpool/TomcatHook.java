package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.PoolState;
import java.sql.Connection;
import org.apache.tomcat.jdbc.pool.ConnectionPool;

/** Tomcat's JDBC pool. */
public final class TomcatHook extends PoolHook<ConnectionPool> {

    @Override
    public boolean read(ConnectionPool pool, PoolState state) {
        if (pool.isClosed()) {
            return false;
        }
        state.idle = pool.getIdle();
        state.used = pool.getActive();
        state.max = pool.getPoolProperties().getMaxActive();
        state.pending = pool.getWaitCount();
        return true;
    }

    @Override
    public String name(ConnectionPool pool) {
        return pool.getName();
    }

    @Override
    boolean isTimeout(Throwable thrown) {
        // PoolExhaustedException, which the oldest do not have
        return thrown.getMessage() != null && thrown.getMessage().contains("Timeout: Pool empty");
    }

    @Override
    Object comesBackAs(Connection connection) {
        return null;
    }
}
