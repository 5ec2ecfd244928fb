package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.util.concurrent.Future;

/**
 * {@code ThreadPoolExecutor.reject}: what a handler did with a task that the queue had no room for.
 *
 * <p>A handler that throws is seen by {@link SubmitHook}. One that returns may have run, dropped or queued the task. A
 * Future that is not done may still run, once; any other object may have been dropped and be submitted again later, out
 * of another trace, and must then not find the context of today.
 */
public final class RejectHook implements Hook {

    @Override
    public void after(Call call) {
        Runnable task = call.arg(0);
        boolean mayRun = task instanceof Future && !((Future<?>) task).isDone();
        if (call.thrown() == null && !mayRun) {
            Submissions.takeLatest(call.self(), task);
        }
    }
}
