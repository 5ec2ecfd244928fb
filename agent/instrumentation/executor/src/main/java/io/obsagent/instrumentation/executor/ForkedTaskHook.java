package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;
import java.util.concurrent.ForkJoinTask;

/**
 * {@code ForkJoinTask.doExec}: a task runs.
 *
 * <p>A worker that waits in the midst of a task runs others meanwhile, of whatever origin. One that belongs to no trace
 * must not fall into the trace of the task that waits.
 */
public final class ForkedTaskHook extends ScopeHook {

    @Override
    public void before(Call call) {
        Snapshot snapshot = Forked.SNAPSHOTS.remove(call.<ForkJoinTask<?>>self());
        if (snapshot != null) {
            if (!isCarrier(Thread.currentThread())) {
                call.attach(snapshot.activate());
            }
        } else if (Telemetry.get().currentContext() != null) {
            call.attach(Telemetry.get().suspend());
        }
    }

    /**
     * The task of a virtual thread's carrier is the virtual thread, which has a context of its own. What is current on
     * the carrier would be captured wherever the virtual thread yields or wakes another.
     */
    private static boolean isCarrier(Thread thread) {
        return thread.getClass().getName().equals("jdk.internal.misc.CarrierThread");
    }
}
