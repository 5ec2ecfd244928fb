package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Snapshot;

/** The method {@code run} of a subclass of Thread. */
public final class ThreadSubclassHook extends ScopeHook {

    @Override
    public void before(Call call) {
        Snapshot snapshot = Started.SNAPSHOTS.remove(call.<Thread>self());
        if (snapshot != null) {
            call.attach(snapshot.activate());
        }
    }
}
