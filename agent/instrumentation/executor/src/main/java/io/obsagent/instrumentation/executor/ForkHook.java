package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;
import java.util.concurrent.ForkJoinTask;

/**
 * {@code ForkJoinTask.fork}: a task that was made earlier is handed over. Counted completers, those of parallel streams
 * for one, fork themselves again while they run.
 */
public final class ForkHook implements Hook {

    @Override
    public void before(Call call) {
        Snapshot snapshot = Telemetry.get().capture();
        if (snapshot != null) {
            Forked.SNAPSHOTS.put(call.<ForkJoinTask<?>>self(), snapshot);
        }
    }
}
