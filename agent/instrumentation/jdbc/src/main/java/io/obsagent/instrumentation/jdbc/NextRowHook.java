package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code ResultSet.next}. */
public final class NextRowHook implements Hook {

    @Override
    public void after(Call call) {
        if (call.thrown() == null) {
            Rows.next(call.self(), Boolean.TRUE.equals(call.result()));
        }
    }
}
