package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Snapshot;
import io.obsagent.api.State;

/** The constructor of a pool's worker, called by the submitting thread with the pool and the worker's first task. */
public final class FirstTaskHook implements Hook {

    /** What to make current for a worker's first task, which does not come out of the queue. */
    static final State<Object, Snapshot> FIRST = new State<Object, Snapshot>();

    @Override
    public void after(Call call) {
        Runnable task = call.arg(1);
        if (task != null) {
            Snapshot snapshot = Submissions.takeLatest(call.arg(0), task);
            if (snapshot != null) {
                FIRST.put(call.self(), snapshot);
            }
        }
    }
}
