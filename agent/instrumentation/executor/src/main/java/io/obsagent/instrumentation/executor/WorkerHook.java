package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Telemetry;

/** Where a pool starts a worker thread: the thread outlives the work that needed it, so it gets nothing of its trace. */
public final class WorkerHook extends ScopeHook {

    @Override
    public void before(Call call) {
        if (Telemetry.get().currentContext() != null) {
            call.attach(Telemetry.get().suspend());
        }
    }
}
