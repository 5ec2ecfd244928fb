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
        long now = System.nanoTime(); // before anything that may wait for the telemetry to start
        long asked = call.attachedTime();
        PoolMeter meter = Telemetry.get().watchPool(call.<P>self(), this);
        if (meter == null || asked == 0) {
            return;
        }
        Throwable thrown = call.thrown();
        Object lent = call.result();
        if (thrown != null) {
            meter.refused(asked, thrown, isTimeout(thrown));
        } else if (lent instanceof Connection) {
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
