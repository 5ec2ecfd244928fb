package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.PoolMeter;
import io.obsagent.api.PoolReader;
import io.obsagent.api.Telemetry;
import java.sql.Connection;

/** A pool that has been made, or is asked for a connection. */
abstract class PoolHook<P> implements Hook, PoolReader<P> {

    @Override
    public final void before(Call call) {
        call.attachTime(System.nanoTime());
    }

    @Override
    public final void after(Call call) {
        PoolMeter meter = Telemetry.get().watchPool(call.<P>self(), this);
        if (meter == null) {
            return;
        }
        long asked = call.attachedTime();
        Throwable thrown = call.thrown();
        Object lent = call.result();
        if (thrown != null) {
            meter.refused(asked, thrown, isTimeout(thrown));
        } else if (lent instanceof Connection) {
            long now = System.nanoTime();
            meter.lent(asked, now);
            Object key = comesBackAs((Connection) lent);
            if (key != null) {
                Lent.began(key, meter, now);
            }
        }
    }

    /** Whether no connection became free in time, as this pool says it. */
    abstract boolean isTimeout(Throwable thrown);

    /** The object by which a hook sees that a connection comes back; null when another hook knows it. */
    Object comesBackAs(Connection connection) {
        return connection;
    }
}
