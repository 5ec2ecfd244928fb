package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.PoolState;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.vibur.dbcp.ViburDBCPDataSource;
import org.vibur.objectpool.BasePool;

/** Vibur DBCP, which does not tell who waits. */
public final class ViburHook extends PoolHook<ViburDBCPDataSource> {

    @Override
    public boolean read(ViburDBCPDataSource pool, PoolState state) {
        BasePool started = StartedPools.of(pool);
        if (started == null) {
            started = pool.getPool();
        }
        if (started == null || started.isTerminated()) {
            return false;
        }
        state.used = started.taken();
        state.idle = started.remainingCreated();
        state.max = started.maxSize();
        return true;
    }

    @Override
    public String name(ViburDBCPDataSource pool) {
        return pool.getName();
    }

    /** The handler, as the connection is a proxy of the JDK's. */
    @Override
    Object comesBackAs(Connection connection) {
        return Proxy.isProxyClass(connection.getClass()) ? Proxy.getInvocationHandler(connection) : null;
    }

    @Override
    boolean isTimeout(Throwable thrown) {
        return thrown instanceof SQLException && "VI002".equals(((SQLException) thrown).getSQLState());
    }
}
