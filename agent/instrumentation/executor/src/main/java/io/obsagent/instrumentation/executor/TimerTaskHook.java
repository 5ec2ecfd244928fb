package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Snapshot;
import java.util.TimerTask;

/** The method {@code run} of a TimerTask: a timer's thread runs it. */
public final class TimerTaskHook extends ScopeHook {

    @Override
    public void before(Call call) {
        Snapshot snapshot = Timed.SNAPSHOTS.remove(call.<TimerTask>self());
        if (snapshot != null) {
            call.attach(snapshot.activate());
        }
    }
}
