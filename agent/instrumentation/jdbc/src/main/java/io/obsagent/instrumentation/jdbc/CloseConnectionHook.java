package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.sql.Connection;

/** {@code Connection.close}: see {@link CloseStatementHook}. Pools make a connection object each time they lend one. */
public final class CloseConnectionHook implements Hook {

    @Override
    public void after(Call call) {
        Database.forget(call.<Connection>self());
    }
}
