package io.obsagent.telemetry;

import io.obsagent.api.AgentLog;
import io.obsagent.api.PoolMeter;
import io.obsagent.api.PoolReader;
import io.obsagent.api.PoolState;
import io.obsagent.telemetry.metrics.Histogram;
import io.obsagent.telemetry.metrics.LabelValues;
import io.obsagent.telemetry.metrics.Series;
import io.obsagent.telemetry.metrics.SeriesTable;
import java.lang.ref.WeakReference;

/** A connection pool of the application and what is measured of it. Holds neither the pool nor its reader. Thread safe. */
final class WatchedPool<P> implements PoolMeter, LabelValues {

    /** Indexes of metrics within their table. */
    private static final int TIMEOUTS = 0;

    private static final int WAIT_TIME = 1;
    private static final int USE_TIME = 2;

    private final WeakReference<P> pool;
    private final WeakReference<PoolReader<P>> reader;
    private final String defaultName;
    private final Recorder recorder;
    private final SeriesTable table;
    /** Both known once the pool has lent a connection; before that it may have no name yet. */
    private volatile Histogram waitTime;

    private volatile Histogram useTime;

    /**
     * @param number tells pools without names apart
     * @param table what is measured, by pool
     */
    WatchedPool(P pool, PoolReader<P> reader, int number, Recorder recorder, SeriesTable table) {
        this.pool = new WeakReference<P>(pool);
        this.reader = new WeakReference<PoolReader<P>>(reader);
        this.defaultName = pool.getClass().getSimpleName() + '-' + number;
        this.recorder = recorder;
        this.table = table;
    }

    @Override
    public void lent(long askedNanoTime, long nanoTime) {
        try {
            long waited = nanoTime - askedNanoTime;
            Histogram found = waitTime;
            if (found == null) {
                Series series = table.get(this);
                found = series.histogram(WAIT_TIME);
                useTime = series.histogram(USE_TIME);
                waitTime = found;
            }
            record(found, waited, nanoTime);
            show(askedNanoTime, waited, null);
        } catch (Throwable failure) {
            ObsTelemetry.failed("wait for a connection not recorded", failure);
        }
    }

    @Override
    public void refused(long askedNanoTime, Throwable error, boolean timedOut) {
        try {
            if (timedOut) {
                table.get(this).adder(TIMEOUTS).increment();
            }
            show(askedNanoTime, System.nanoTime() - askedNanoTime, error);
        } catch (Throwable failure) {
            ObsTelemetry.failed("wait for a connection not recorded", failure);
        }
    }

    @Override
    public void returned(long lentNanoTime) {
        try {
            Histogram found = useTime;
            if (found != null) {
                long now = System.nanoTime();
                record(found, now - lentNanoTime, now);
            }
        } catch (Throwable failure) {
            ObsTelemetry.failed("use of a connection not recorded", failure);
        }
    }

    private void record(Histogram histogram, long nanos, long nanoTime) {
        SpanOperation current = Current.get();
        if (current == null || current.hasEnded()) {
            histogram.record(nanos);
        } else {
            current.recordWithin(histogram, nanos, nanoTime);
        }
    }

    /** Adds a long wait to the trace that the thread works for. */
    private void show(long askedNanoTime, long waited, Throwable error) {
        if (waited >= recorder.shownWaitNanos) {
            SpanOperation current = Current.get();
            if (current != null && current.isRecorded() && !current.hasEnded()) {
                new ConnectionWait(current, name(), askedNanoTime).end(error);
            }
        }
    }

    @Override
    public String label(int index) {
        return name();
    }

    /** The pool's name, or one that was made for it. */
    String name() {
        P target = pool.get();
        PoolReader<P> from = reader.get();
        String name = target == null || from == null ? null : from.name(target);
        return name == null || name.isEmpty() ? defaultName : name;
    }

    /** The name that was made for the pool. */
    String defaultName() {
        return defaultName;
    }

    /** Whether the pool is there no more. */
    boolean isGone() {
        return pool.get() == null;
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
