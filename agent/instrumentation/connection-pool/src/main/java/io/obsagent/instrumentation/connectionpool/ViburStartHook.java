package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code ViburDBCPDataSource.setPool(pool)}, up to version 10. */
public final class ViburStartHook implements Hook {

    @Override
    public void after(Call call) {
        StartedPools.put(call.self(), call.arg(0));
    }
}
