package io.obsagent.instrumentation.connectionpool;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.mchange.v2.c3p0.impl.AbstractPoolBackedDataSource;
import com.mchange.v2.resourcepool.TimeoutException;
import io.obsagent.api.PoolState;
import java.sql.SQLException;

/** c3p0. Asked for its state it would start: it is watched from its first connection on. */
public final class C3p0Hook extends PoolHook<AbstractPoolBackedDataSource> {

    @Override
    public boolean read(AbstractPoolBackedDataSource pool, PoolState state) throws SQLException {
        state.idle = pool.getNumIdleConnectionsDefaultUser();
        state.used = pool.getNumBusyConnectionsDefaultUser();
        state.pending = pool.getNumThreadsAwaitingCheckoutDefaultUser();
        if (pool instanceof ComboPooledDataSource) {
            state.max = ((ComboPooledDataSource) pool).getMaxPoolSize();
        }
        return true;
    }

    @Override
    public String name(AbstractPoolBackedDataSource pool) {
        return pool.getDataSourceName();
    }

    @Override
    boolean isTimeout(Throwable thrown) {
        return thrown.getCause() instanceof TimeoutException;
    }
}
