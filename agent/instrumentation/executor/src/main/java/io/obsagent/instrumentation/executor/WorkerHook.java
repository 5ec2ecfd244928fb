package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** The life of a pool's worker thread: begins with its first task, ends perhaps with one that throws. */
public final class WorkerHook implements Hook {

    @Override
    public void before(Call call) {
        Running.begin(FirstTaskHook.FIRST.remove(call.self()));
    }

    @Override
    public void after(Call call) {
        Running.end();
    }
}
