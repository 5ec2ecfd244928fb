package io.obsagent.instrumentation.connectionpool;

import io.agroal.api.AgroalDataSourceMetrics;
import io.agroal.pool.DataSource;
import io.obsagent.api.PoolState;

/** Agroal, which counts only where it is set to. */
public final class AgroalHook extends PoolHook<DataSource> {

    @Override
    public boolean read(DataSource pool, PoolState state) {
        if (!pool.getConfiguration().metricsEnabled()) {
            return false;
        }
        AgroalDataSourceMetrics metrics = pool.getMetrics();
        state.idle = (int) metrics.availableCount();
        state.used = (int) metrics.activeCount();
        state.max = pool.getConfiguration().connectionPoolConfiguration().maxSize();
        state.pending = (int) metrics.awaitingCount();
        return true;
    }

    @Override
    boolean isTimeout(Throwable thrown) {
        // "Sorry, acquisition timeout!", "Acquisition timeout while waiting for new connection"
        return thrown.getMessage() != null && thrown.getMessage().contains("cquisition timeout");
    }
}
