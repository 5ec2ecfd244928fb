package io.obsagent.instrumentation.sample;

import io.obsagent.api.Call;
import sample.Service;

/** Calls woven code itself. */
public class NestedHook extends RecordingHook {

    @Override
    public void before(Call call) throws Throwable {
        super.before(call);
        Service.twice(21);
    }
}
