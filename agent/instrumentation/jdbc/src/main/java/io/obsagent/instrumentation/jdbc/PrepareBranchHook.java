package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code XAResource.prepare}: the first phase of the commit. */
public final class PrepareBranchHook implements Hook {

    @Override
    public void before(Call call) {
        DatabaseCall.beginOperation(call, "PREPARE");
    }

    @Override
    public void after(Call call) {
        DatabaseCall.end(call);
    }
}
