package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.PoolReader;
import io.obsagent.api.Telemetry;

/** A pool that has been made, or has been used for the first time. */
abstract class PoolHook<P> implements Hook, PoolReader<P> {

    @Override
    public final void after(Call call) {
        if (call.thrown() == null) {
            Telemetry.get().watchPool(call.<P>self(), this);
        }
    }
}
