package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code new HikariPool(dataSource)}. */
public final class HikariStartHook implements Hook {

    @Override
    public void after(Call call) {
        StartedPools.put(call.arg(0), call.self());
    }
}
