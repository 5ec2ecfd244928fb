package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;
import java.util.concurrent.ForkJoinTask;

/**
 * The constructor of {@code ForkJoinTask}: parallel streams, the adapters of Runnables and Callables given to a
 * ForkJoinPool, the asynchronous work and the dependent stages of CompletableFutures.
 *
 * <p>The pools' own methods for submitting are many and change with each Java release; all tasks are made by the thread
 * that hands them over.
 */
public final class TaskMadeHook implements Hook {

    @Override
    public void after(Call call) {
        Snapshot snapshot = Telemetry.get().capture();
        if (snapshot != null) {
            Forked.SNAPSHOTS.put(call.<ForkJoinTask<?>>self(), snapshot);
        }
    }
}
