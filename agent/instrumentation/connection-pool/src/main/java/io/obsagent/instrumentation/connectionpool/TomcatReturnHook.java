package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import org.apache.tomcat.jdbc.pool.PooledConnection;

/** A connection comes back to Tomcat's pool. */
public final class TomcatReturnHook implements Hook {

    @Override
    public void before(Call call) {
        Lent.ended(call.<PooledConnection>arg(0));
    }
}
