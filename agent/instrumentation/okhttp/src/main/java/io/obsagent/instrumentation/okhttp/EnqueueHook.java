package io.obsagent.instrumentation.okhttp;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Snapshot;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;

/**
 * The constructor of an enqueued call. The client may hold it back and start it later, from whichever call ends then, so
 * where it is handed to the pool says nothing about whose it is.
 */
public final class EnqueueHook implements Hook {

    static final State<Object, Snapshot> SNAPSHOTS = new State<Object, Snapshot>();

    @Override
    public void after(Call call) {
        Snapshot snapshot = Telemetry.get().capture();
        if (snapshot != null) {
            SNAPSHOTS.put(call.self(), snapshot);
        }
    }
}
