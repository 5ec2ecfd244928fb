package io.obsagent.instrumentation.scheduling;

import io.obsagent.api.Call;
import io.obsagent.api.Telemetry;

/** {@code Job.execute}: one run of a Quartz job, named by its class, which keeps the number of names small. */
public final class QuartzJobHook extends JobHook {

    @Override
    public void before(Call call) {
        call.enter(Telemetry.get().job(call.self().getClass().getName(), "execute"));
    }
}
