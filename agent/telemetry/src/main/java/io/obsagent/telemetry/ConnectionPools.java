package io.obsagent.telemetry;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import io.obsagent.api.PoolReader;
import io.obsagent.api.PoolState;
import io.obsagent.telemetry.metrics.Metric;
import io.obsagent.telemetry.metrics.MetricFamilies;
import io.obsagent.telemetry.metrics.MetricSource;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The connection pools of the application, asked for their state at each scrape. Holds neither pools nor readers: both
 * go with the application. Thread safe.
 */
final class ConnectionPools implements MetricSource {

    /** Beyond it pools are not watched: applications that make one for each request do not close them either. */
    private static final int MAX_POOLS = 100;

    private static final int READ_MILLIS = 1_000;

    private final List<Watched<?>> pools = new ArrayList<Watched<?>>();
    private int numbered;

    /** The last reading, under way or done; scrapes come one after the other. */
    private volatile FutureTask<Map<String, PoolState>> reading;

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

    /**
     * A pool that is just opening a connection may hold its lock for as long as the database does not answer. Pools are
     * therefore read by a thread of their own, at most one, and left out of a scrape for which that takes too long.
     */
    @Override
    public void collect(MetricFamilies out) {
        if (reading == null || reading.isDone()) {
            List<Watched<?>> all = watched();
            if (all.isEmpty()) {
                return;
            }
            reading = new FutureTask<Map<String, PoolState>>(new Reading(all));
            new AgentThread("pools", reading).start();
        }
        try {
            for (Map.Entry<String, PoolState> pool :
                    reading.get(READ_MILLIS, TimeUnit.MILLISECONDS).entrySet()) {
                collect(out, pool.getKey(), pool.getValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            AgentLog.debug("cannot read the connection pools", failure);
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

    private static final class Reading implements Callable<Map<String, PoolState>> {
        private final List<Watched<?>> pools;

        Reading(List<Watched<?>> pools) {
            this.pools = pools;
        }

        @Override
        public Map<String, PoolState> call() {
            Map<String, PoolState> states = new LinkedHashMap<String, PoolState>();
            for (Watched<?> each : pools) {
                PoolState state = each.read();
                if (state != null) {
                    // two series with the same labels would spoil the whole scrape
                    String name = state.name == null || state.name.isEmpty() ? each.defaultName : state.name;
                    states.put(states.containsKey(name) ? name + ' ' + each.defaultName : name, state);
                }
            }
            return states;
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
