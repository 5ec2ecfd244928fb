package io.obsagent.telemetry;

import io.obsagent.api.PoolMeter;
import io.obsagent.api.PoolReader;
import io.obsagent.api.PoolState;
import io.obsagent.api.State;
import io.obsagent.telemetry.metrics.Metric;
import io.obsagent.telemetry.metrics.MetricFamilies;
import io.obsagent.telemetry.metrics.MetricRegistry;
import io.obsagent.telemetry.metrics.MetricSource;
import io.obsagent.telemetry.metrics.SeriesTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * The connection pools of the application, asked for their state at each scrape, and the meter of each. Holds neither pools
 * nor readers: both go with the application. Thread safe.
 */
final class ConnectionPools implements MetricSource {

    /** Beyond it pools are not watched: applications that make one for each request do not close them either. */
    private static final int MAX_POOLS = 100;

    private final List<WatchedPool<?>> pools = new ArrayList<WatchedPool<?>>();
    private int numbered;

    private final SeparateReading<Map<String, PoolState>> reading =
            new SeparateReading<Map<String, PoolState>>("pools");

    /** Finds a pool that is known without the lock that a scrape takes. */
    private final State<Object, PoolMeter> meters = new State<Object, PoolMeter>();

    private final Recorder recorder;
    private final SeriesTable table;

    ConnectionPools(Recorder recorder, MetricRegistry metrics) {
        this.recorder = recorder;
        this.table = metrics.series(
                Metric.DB_CLIENT_CONNECTION_TIMEOUTS,
                Metric.DB_CLIENT_CONNECTION_WAIT_TIME,
                Metric.DB_CLIENT_CONNECTION_USE_TIME);
    }

    <P> PoolMeter watch(P pool, PoolReader<P> reader) {
        PoolMeter known = meters.get(pool);
        return known != null ? known : add(pool, reader);
    }

    private synchronized <P> PoolMeter add(P pool, PoolReader<P> reader) {
        PoolMeter known = meters.get(pool);
        if (known != null) {
            return known;
        }
        for (Iterator<WatchedPool<?>> all = pools.iterator(); all.hasNext(); ) {
            if (all.next().isGone()) {
                all.remove();
            }
        }
        if (pools.size() >= MAX_POOLS) {
            return null;
        }
        WatchedPool<P> added = new WatchedPool<P>(pool, reader, ++numbered, recorder, table);
        pools.add(added);
        meters.put(pool, added);
        return added;
    }

    private synchronized List<WatchedPool<?>> watched() {
        return new ArrayList<WatchedPool<?>>(pools);
    }

    /**
     * A pool that is just opening a connection may hold its lock for as long as the database does not answer, so pools are read
     * by a thread of their own.
     */
    @Override
    public void collect(MetricFamilies out) {
        List<WatchedPool<?>> all = watched();
        Map<String, PoolState> states = all.isEmpty() ? null : reading.read(new Reading(all));
        if (states != null) {
            for (Map.Entry<String, PoolState> pool : states.entrySet()) {
                collect(out, pool.getKey(), pool.getValue());
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

    private static final class Reading implements Callable<Map<String, PoolState>> {
        private final List<WatchedPool<?>> pools;

        Reading(List<WatchedPool<?>> pools) {
            this.pools = pools;
        }

        @Override
        public Map<String, PoolState> call() {
            Map<String, PoolState> states = new LinkedHashMap<String, PoolState>();
            for (WatchedPool<?> each : pools) {
                PoolState state = each.read();
                if (state != null) {
                    // two series with the same labels would spoil the whole scrape
                    String name = each.name();
                    states.put(states.containsKey(name) ? name + ' ' + each.defaultName() : name, state);
                }
            }
            return states;
        }
    }
}
