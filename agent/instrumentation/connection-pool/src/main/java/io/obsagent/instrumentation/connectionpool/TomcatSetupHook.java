package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.PoolMeter;
import io.obsagent.api.Telemetry;
import org.apache.tomcat.jdbc.pool.ConnectionPool;
import org.apache.tomcat.jdbc.pool.PooledConnection;

/** What Tomcat's pool is about to lend; what it shows of that to the application is a proxy of the JDK's. */
public final class TomcatSetupHook implements Hook {

    private final TomcatHook reader = new TomcatHook();

    @Override
    public void after(Call call) {
        PoolMeter meter = Telemetry.get().watchPool(call.<ConnectionPool>self(), reader);
        if (meter != null && call.thrown() == null) {
            Lent.began(call.<PooledConnection>arg(0), meter, System.nanoTime());
        }
    }
}
