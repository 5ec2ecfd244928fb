package io.obsagent.instrumentation.scheduling;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;

/** A hook whose {@code before} enters the run of a job: the run ends with the woven method. */
abstract class JobHook implements Hook {

    @Override
    public final void after(Call call) {
        Operation run = call.leave();
        if (run != null) {
            run.end(call.thrown());
        }
    }
}
