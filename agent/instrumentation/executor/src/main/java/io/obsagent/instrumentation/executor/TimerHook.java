package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;
import java.util.TimerTask;

/** {@code Timer.sched}, where all methods that schedule end up. A task that repeats belongs to no trace. */
public final class TimerHook implements Hook {

    @Override
    public void before(Call call) {
        long period = call.<Long>arg(2);
        Snapshot snapshot = period == 0 ? Telemetry.get().capture() : null;
        if (snapshot != null) {
            Timed.SNAPSHOTS.put(call.<TimerTask>arg(0), snapshot);
            call.attach(snapshot);
        }
    }

    @Override
    public void after(Call call) {
        if (call.thrown() != null && call.attached() != null) {
            Timed.SNAPSHOTS.remove(call.<TimerTask>arg(0));
        }
    }
}
