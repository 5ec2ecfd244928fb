package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.sql.Statement;

/**
 * {@code Connection.prepareStatement} and {@code prepareCall}: remembers the text with the statement that the application
 * gets. For the one behind it, should the application ask for that, see {@link UnwrapHook}.
 */
public final class PrepareHook implements Hook {

    @Override
    public void after(Call call) {
        Statement prepared = call.result();
        String sql = call.arg(0);
        if (prepared != null && sql != null) {
            Statements.PREPARED.put(prepared, sql);
        }
    }
}
