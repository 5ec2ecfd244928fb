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
        BasePool started = startedBy(pool);
        if (started == null || started.isTerminated()) {
            return false;
        }
        state.used = started.taken();
        state.idle = started.remainingCreated();
        state.max = started.maxSize();
        return true;
    }

    /** By reflection, as the type that the method declares is another one before 11. */
    private static BasePool startedBy(ViburDBCPDataSource dataSource) {
        try {
            return (BasePool) ViburDBCPDataSource.class.getMethod("getPool").invoke(dataSource);
        } catch (ReflectiveOperationException unknownVersion) {
            throw new IllegalStateException(unknownVersion);
        }
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
