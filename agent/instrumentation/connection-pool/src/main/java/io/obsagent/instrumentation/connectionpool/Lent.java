package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.PoolMeter;
import io.obsagent.api.State;

/** A connection that the application has borrowed from a pool. */
final class Lent {

    private static final State<Object, Lent> ALL = new State<Object, Lent>();

    private final PoolMeter meter;
    private final long since;

    private Lent(PoolMeter meter, long since) {
        this.meter = meter;
        this.since = since;
    }

    /** Says that a pool has lent a connection, at a {@link System#nanoTime()}. */
    static void began(Object connection, PoolMeter meter, long nanoTime) {
        ALL.put(connection, new Lent(meter, nanoTime));
    }

    /** Says that a connection is given back; the first time counts. */
    static void ended(Object connection) {
        Lent lent = ALL.remove(connection);
        if (lent != null) {
            lent.meter.returned(lent.since);
        }
    }
}
