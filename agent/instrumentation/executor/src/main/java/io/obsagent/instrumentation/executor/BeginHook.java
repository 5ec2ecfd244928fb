package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code ThreadPoolExecutor.beforeExecute}, or what overrides it: a worker thread begins with a task. */
public final class BeginHook implements Hook {

    @Override
    public void before(Call call) {
        Running.end();
        Running.begin(Submissions.takeOldest(call.self(), call.<Runnable>arg(1)));
    }

    @Override
    public void after(Call call) {
        if (call.thrown() != null) {
            // the pool will neither run the task nor call afterExecute
            Running.end();
        }
    }
}
