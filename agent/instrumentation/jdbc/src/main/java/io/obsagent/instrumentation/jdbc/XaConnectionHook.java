package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.sql.Connection;
import javax.sql.XAConnection;

/** {@code PooledConnection.getConnection}, of XA connections: tells which database they lead to. */
public final class XaConnectionHook implements Hook {

    @Override
    public void after(Call call) {
        if (call.self() instanceof XAConnection && call.result() != null) {
            XaDatabase.gave(call.<XAConnection>self(), call.<Connection>result());
        }
    }
}
