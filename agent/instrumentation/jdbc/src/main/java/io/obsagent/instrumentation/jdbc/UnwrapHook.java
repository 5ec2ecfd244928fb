package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.sql.Statement;

/** {@code Statement.unwrap}: the statement behind a pool's has the same text. */
public final class UnwrapHook implements Hook {

    @Override
    public void after(Call call) {
        if (call.result() instanceof Statement) {
            String sql = Statements.PREPARED.get(call.<Statement>self());
            if (sql != null) {
                Statements.PREPARED.put(call.<Statement>result(), sql);
            }
        }
    }
}
