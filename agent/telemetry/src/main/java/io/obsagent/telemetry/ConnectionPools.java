package io.obsagent.telemetry;

import io.obsagent.api.AgentLog;
import io.obsagent.api.PoolReader;
import io.obsagent.api.PoolState;
import io.obsagent.telemetry.metrics.Metric;
import io.obsagent.telemetry.metrics.MetricFamilies;
import io.obsagent.telemetry.metrics.MetricSource;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The connection pools of the application, asked for their state at each scrape. Holds neither pools nor readers: both
 * go with the application. Thread safe.
 */
final class ConnectionPools implements MetricSource {

    /** Beyond it pools are not watched: applications that make one for each request do not close them either. */
    private static final int MAX_POOLS = 100;

    private final List<Watched<?>> pools = new ArrayList<Watched<?>>();
    private int numbered;

    synchronized <P> void watch(P pool, PoolReader<P> reader) {
        for (Iterator<Watched<?>> all = pools.iterator(); all.hasNext(); ) {
            Object known = all.next().pool.get();
            if (known == pool) {
                return;
            }
            if (known == null) {
                all.remove();
            }
        }
        if (pools.size() < MAX_POOLS) {
            pools.add(new Watched<P>(pool, reader, pool.getClass().getSimpleName() + '-' + ++numbered));
        }
    }

    private synchronized List<Watched<?>> watched() {
        return new ArrayList<Watched<?>>(pools);
    }

    @Override
    public void collect(MetricFamilies out) {
        Set<String> names = new HashSet<String>();
        for (Watched<?> each : watched()) {
            PoolState state = each.read();
            if (state != null) {
                // two series with the same labels would spoil the whole scrape
                String name = state.name == null || state.name.isEmpty() ? each.defaultName : state.name;
                collect(out, names.add(name) ? name : name + ' ' + each.defaultName, state);
            }
        }
    }

    private static void collect(MetricFamilies out, String name, PoolState state) {
        count(out, name, "idle", state.idle);
        count(out, name, "used", state.used);
        value(out, Metric.DB_CLIENT_CONNECTION_MAX, name, state.max);
        value(out, Metric.DB_CLIENT_CONNECTION_PENDING_REQUESTS, name, state.pending);
    }

    private static void count(MetricFamilies out, String name, String state, int value) {
        if (value >= 0) {
            Metric metric = Metric.DB_CLIENT_CONNECTION_COUNT;
            out.value(metric, metric.labels(), new String[] {name, state}, value);
        }
    }

    private static void value(MetricFamilies out, Metric metric, String name, int value) {
        if (value >= 0) {
            out.value(metric, metric.labels(), new String[] {name}, value);
        }
    }

    private static final class Watched<P> {
        final WeakReference<P> pool;
        final WeakReference<PoolReader<P>> reader;
        final String defaultName;

        Watched(P pool, PoolReader<P> reader, String defaultName) {
            this.pool = new WeakReference<P>(pool);
            this.reader = new WeakReference<PoolReader<P>>(reader);
            this.defaultName = defaultName;
        }

        /** The pool's state; null when there is none to tell. */
        PoolState read() {
            P target = pool.get();
            PoolReader<P> from = reader.get();
            if (target == null || from == null) {
                return null;
            }
            PoolState state = new PoolState();
            try {
                return from.read(target, state) ? state : null;
            } catch (Exception | LinkageError cannotTell) {
                AgentLog.debug("cannot read " + defaultName, cannotTell);
                return null;
            }
        }
    }
}
