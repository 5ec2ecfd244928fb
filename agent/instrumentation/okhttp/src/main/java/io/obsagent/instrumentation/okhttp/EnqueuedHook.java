package io.obsagent.instrumentation.okhttp;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;

/** An enqueued call runs, the application's callback included: in the context of the code that enqueued it. */
public final class EnqueuedHook implements Hook {

    @Override
    public void before(Call call) {
        Snapshot snapshot = EnqueueHook.SNAPSHOTS.remove(call.self());
        if (snapshot != null) {
            call.attach(snapshot.activate());
        } else if (Telemetry.get().currentContext() != null) {
            call.attach(Telemetry.get().suspend());
        }
    }

    @Override
    public void after(Call call) {
        Scope scope = call.attached();
        if (scope != null) {
            scope.close();
        }
    }
}
