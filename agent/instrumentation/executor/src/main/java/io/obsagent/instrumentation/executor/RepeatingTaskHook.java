package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.util.concurrent.ForkJoinTask;

/** The constructor of tasks scheduled on a ForkJoinPool (Java 25): one that repeats belongs to no trace. */
public final class RepeatingTaskHook implements Hook {

    @Override
    public void after(Call call) {
        long nextDelay = call.<Long>arg(1);
        if (nextDelay != 0) {
            Forked.SNAPSHOTS.remove(call.<ForkJoinTask<?>>self());
        }
    }
}
