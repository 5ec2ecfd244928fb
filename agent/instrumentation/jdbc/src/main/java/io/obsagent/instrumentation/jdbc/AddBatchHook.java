package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.sql.Statement;

/** {@code Statement.addBatch}, with a text or, on prepared statements, without. */
public final class AddBatchHook implements Hook {

    @Override
    public void after(Call call) {
        if (call.thrown() != null) {
            return;
        }
        Statement statement = call.self();
        Batch batch = Statements.BATCHES.get(statement);
        if (batch == null) {
            batch = new Batch();
            Statements.BATCHES.put(statement, batch);
        }
        batch.add(call.argCount() == 0 ? Statements.PREPARED.get(statement) : call.<String>arg(0));
    }
}
