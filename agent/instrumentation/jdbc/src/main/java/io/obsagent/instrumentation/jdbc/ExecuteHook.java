package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.sql.Statement;

/** {@code Statement.execute*} with a text and {@code PreparedStatement.execute*} without. */
public final class ExecuteHook implements Hook {

    @Override
    public void before(Call call) {
        String sql = call.argCount() == 0 ? Statements.PREPARED.get(call.<Statement>self()) : call.<String>arg(0);
        DatabaseCall.begin(call, sql);
    }

    @Override
    public void after(Call call) {
        DatabaseCall.end(call);
    }
}
