package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code ThreadPoolExecutor.afterExecute}, or what overrides it: a worker thread has done a task. */
public final class EndHook implements Hook {

    @Override
    public void after(Call call) {
        Running.end();
    }
}
