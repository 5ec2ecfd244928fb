package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code ResultSet.close}: what has not been read until now will not be. */
public final class CloseResultHook implements Hook {

    @Override
    public void before(Call call) {
        Rows.end(call.self());
    }
}
