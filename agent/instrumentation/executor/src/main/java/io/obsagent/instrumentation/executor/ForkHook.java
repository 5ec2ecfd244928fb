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
        ForkJoinTask<?> task = call.self();
        // mostly it was made a moment ago by the same work
        if (snapshot != null && Forked.SNAPSHOTS.get(task) != snapshot) {
            Forked.SNAPSHOTS.put(task, snapshot);
        }
    }
}
