package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.sql.Statement;

/** {@code Statement.executeBatch}: one call to the database, or none when nothing was collected. */
public final class ExecuteBatchHook implements Hook {

    @Override
    public void before(Call call) {
        Batch batch = Statements.BATCHES.remove(call.<Statement>self());
        if (batch != null) {
            DatabaseCall.begin(call, batch);
        }
    }

    @Override
    public void after(Call call) {
        DatabaseCall.end(call);
    }
}
