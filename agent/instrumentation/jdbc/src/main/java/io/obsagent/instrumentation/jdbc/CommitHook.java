package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code Connection.commit}, and {@code XAResource.commit} in one phase or as the second of two. */
public final class CommitHook implements Hook {

    @Override
    public void before(Call call) {
        DatabaseCall.beginOperation(call, "COMMIT");
    }

    @Override
    public void after(Call call) {
        DatabaseCall.end(call);
    }
}
