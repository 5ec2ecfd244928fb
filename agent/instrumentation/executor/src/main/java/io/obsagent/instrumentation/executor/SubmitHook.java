package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;

/** {@code ThreadPoolExecutor.execute} and {@code ScheduledThreadPoolExecutor.delayedExecute}: a task enters the queue. */
public final class SubmitHook implements Hook {

    @Override
    public void before(Call call) {
        Runnable task = call.arg(0);
        // stages of a CompletableFuture know their context from where they were made
        if (task == null || task instanceof ForkJoinTask) {
            return;
        }
        Snapshot snapshot = Telemetry.get().capture();
        if (snapshot != null && !isRepeating(task)) {
            if (!(call.self() instanceof ThreadPoolExecutor)) {
                call.wake(); // Tomcat's own, whose hooks for what begins and ends sleep until then
            }
            Submissions.add(call.self(), task, snapshot);
            call.attach(snapshot);
        }
    }

    @Override
    public void after(Call call) {
        if (call.thrown() != null && call.attached() != null) {
            Submissions.takeLatest(call.self(), call.<Runnable>arg(0));
        }
    }

    /** A task that repeats outlives the work that started it, so it does not belong to its trace. */
    private static boolean isRepeating(Runnable task) {
        return task instanceof RunnableScheduledFuture && ((RunnableScheduledFuture<?>) task).isPeriodic();
    }
}
