package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;

/** {@code XAConnection.getXAResource}: tells that the resource is a database's. */
public final class XaResourceHook implements Hook {

    @Override
    public void after(Call call) {
        if (call.result() != null) {
            XaDatabase.gave(call.<XAConnection>self(), call.<XAResource>result());
        }
    }
}
