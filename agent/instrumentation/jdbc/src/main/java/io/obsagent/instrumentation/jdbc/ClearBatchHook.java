package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.sql.Statement;

/** {@code Statement.clearBatch}: forgets what was collected. */
public final class ClearBatchHook implements Hook {

    @Override
    public void after(Call call) {
        Statements.BATCHES.remove(call.<Statement>self());
    }
}
