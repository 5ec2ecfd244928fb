package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Telemetry;
import java.sql.Statement;

/**
 * {@code Statement.executeBatch}: one call to the database, or none when nothing was collected. Forgets what was collected
 * also when it is not observed: the statement has forgotten it, too.
 */
public final class ExecuteBatchHook implements Hook {

    @Override
    public void before(Call call) {
        Batch batch = Statements.BATCHES.remove(call.<Statement>self());
        if (batch != null && Telemetry.get().isOn(JdbcInstrumentation.NAME)) {
            DatabaseCall.begin(call, batch);
        }
    }

    @Override
    public void after(Call call) {
        DatabaseCall.end(call);
    }
}
