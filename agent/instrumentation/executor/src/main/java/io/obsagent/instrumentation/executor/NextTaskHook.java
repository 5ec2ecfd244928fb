package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code ThreadPoolExecutor.getTask}: a worker is done with a task and waits for the next one, which it then runs. */
public final class NextTaskHook implements Hook {

    @Override
    public void before(Call call) {
        Running.end();
    }

    @Override
    public void after(Call call) {
        Runnable task = call.result();
        if (task != null) {
            Running.begin(Submissions.takeOldest(call.self(), task));
        }
    }
}
