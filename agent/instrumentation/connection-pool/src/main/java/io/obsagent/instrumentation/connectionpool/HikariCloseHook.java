package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code HikariDataSource.close()}, of which the oldest versions tell nothing afterwards. */
public final class HikariCloseHook implements Hook {

    @Override
    public void before(Call call) {
        StartedPools.remove(call.self());
    }
}
