package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** The application gives the connection back that this is, or that this handles. */
public final class CloseHook implements Hook {

    @Override
    public void before(Call call) {
        Lent.ended(call.self());
    }
}
