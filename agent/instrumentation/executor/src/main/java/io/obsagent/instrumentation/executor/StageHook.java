package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Snapshot;
import java.util.concurrent.ForkJoinTask;

/**
 * A stage of a CompletableFuture tries to run its function, on whichever thread completed the stage before it or on any
 * executor: it runs in the context of the code that added the stage.
 */
public final class StageHook extends ScopeHook {

    @Override
    public void before(Call call) {
        // not removed: this try may find that it is too early
        Snapshot snapshot = Forked.SNAPSHOTS.get(call.<ForkJoinTask<?>>self());
        if (snapshot != null) {
            call.attach(snapshot.activate());
        }
    }
}
