package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code Connection.rollback} and {@code XAResource.rollback}. */
public final class RollbackHook implements Hook {

    @Override
    public void before(Call call) {
        DatabaseCall.beginOperation(call, "ROLLBACK");
    }

    @Override
    public void after(Call call) {
        DatabaseCall.end(call);
    }
}
