package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.sql.Statement;

/**
 * {@code Statement.close}: nothing more happens to the statement. What is remembered of it would go away with it all the
 * same, but the garbage collector takes longer over a weak reference than this does.
 */
public final class CloseStatementHook implements Hook {

    @Override
    public void after(Call call) {
        Statements.PREPARED.remove(call.<Statement>self());
        Statements.BATCHES.remove(call.<Statement>self());
    }
}
