package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.sql.Statement;

/**
 * {@code Connection.prepareStatement} and {@code prepareCall}: remembers the text. On every level, not the outermost
 * only: the statement that the driver made may be unwrapped from the pool's.
 */
public final class PrepareHook implements Hook {

    @Override
    public void after(Call call) {
        Statement prepared = call.result();
        String sql = call.arg(0);
        // a driver's overloads call each other: the same statement comes by several times
        if (prepared != null && sql != null && Statements.PREPARED.get(prepared) != sql) {
            Statements.PREPARED.put(prepared, sql);
        }
    }
}
