package io.obsagent.telemetry;

import io.obsagent.api.MeterReader;
import io.obsagent.api.PoolMeter;
import io.obsagent.api.PoolReader;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.metrics.LabelValues;
import io.obsagent.telemetry.metrics.Metric;
import io.obsagent.telemetry.metrics.MetricFamilies;
import io.obsagent.telemetry.metrics.MetricRegistry;
import io.obsagent.telemetry.metrics.MetricSource;
import io.obsagent.telemetry.metrics.SeriesTable;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What is counted without being an operation: sessions, log events, the lag of consumers. Thread safe. */
final class ApplicationMetrics {

    private static final int MAX_LEVELS = 32;
    private static final int MAX_METER_SERIES = 2_000;

    private final Sessions sessions = new Sessions();
    private final SeriesTable activeSessions;
    private final SeriesTable log;
    private final Telemetry telemetry;
    private final Lags lags = new Lags();
    private final boolean loggerLabel;
    private final MetricRegistry metrics;
    private final Recorder recorder;
    /** Made when there is a pool. */
    private volatile ConnectionPools pools;

    private volatile MeterRegistries meters;

    /** Counters by level as the libraries spell it, so that counting takes one look-up. */
    private final ConcurrentHashMap<String, LongAdder> byLevel = new ConcurrentHashMap<String, LongAdder>();

    /** @param telemetry tells which instrumentations are on */
    ApplicationMetrics(Telemetry telemetry, AgentConfig config, MetricRegistry metrics, Recorder recorder) {
        this.telemetry = telemetry;
        this.recorder = recorder;
        this.metrics = metrics;
        loggerLabel = config.logging.loggerLabel;
        metrics.add(sessions);
        activeSessions = metrics.series(Metric.HTTP_SERVER_ACTIVE_SESSIONS);
        log = metrics.series(Metric.LOG_EVENTS);
        metrics.add(onlyWhileOn("kafka", lags));
    }

    private MetricSource onlyWhileOn(final String instrumentation, final MetricSource source) {
        return new MetricSource() {
            @Override
            public void collect(MetricFamilies out) {
                if (telemetry.isOn(instrumentation)) {
                    source.collect(out);
                }
            }
        };
    }

    void sessionBegan(Object session, String contextPath) {
        // the root application's context path is empty, and an empty label is no label
        String application = contextPath == null || contextPath.isEmpty() ? "/" : contextPath;
        String service = recorder.applications == null ? null : recorder.applications.service(contextPath);
        LongAdder active =
                activeSessions.get(new Two(application, null, service)).adder(0);
        if (sessions.putIfAbsent(session, active) == null) {
            active.increment();
        }
    }

    void sessionEnded(Object session) {
        LongAdder active = sessions.remove(session);
        if (active != null) {
            active.decrement();
        }
    }

    void logged(String level, String logger) {
        if (level == null) {
            return;
        }
        SpanOperation current = recorder.applications == null ? null : Current.get();
        String service = current == null ? null : current.service;
        if (loggerLabel || service != null) {
            String label = loggerLabel ? logger : null;
            log.get(new Two(level.toLowerCase(Locale.ROOT), label, service))
                    .adder(0)
                    .increment();
            return;
        }
        LongAdder counter = byLevel.get(level);
        if (counter == null) {
            counter =
                    log.get(new Two(level.toLowerCase(Locale.ROOT), null, null)).adder(0);
            if (byLevel.size() < MAX_LEVELS) {
                byLevel.put(level, counter);
            }
        }
        counter.increment();
    }

    <P> PoolMeter watchPool(P pool, PoolReader<P> reader) {
        ConnectionPools made = pools;
        return (made != null ? made : firstPools()).watch(pool, reader);
    }

    private synchronized ConnectionPools firstPools() {
        if (pools == null) {
            ConnectionPools made = new ConnectionPools(recorder, metrics);
            metrics.add(onlyWhileOn("connection-pool", made));
            pools = made;
        }
        return pools;
    }

    <R> void watchMeters(R registry, MeterReader<R> reader) {
        MeterRegistries made = meters;
        (made != null ? made : firstMeters()).watch(registry, reader);
    }

    private synchronized MeterRegistries firstMeters() {
        if (meters == null) {
            MeterRegistries made = new MeterRegistries(MAX_METER_SERIES);
            metrics.add(onlyWhileOn("micrometer", made));
            meters = made;
        }
        return meters;
    }

    void consumerLag(String destination, String group, String clientId, long lag) {
        lags.set(new String[] {destination, group, clientId}, lag);
    }

    /**
     * The sessions that are counted, with their application's counter. Those of an application that is gone, and those that
     * were moved to a store, are collected without an end.
     */
    private static final class Sessions extends State<Object, LongAdder> implements MetricSource {

        @Override
        protected void collected(LongAdder active) {
            active.decrement();
        }

        @Override
        public void collect(MetricFamilies out) {
            size(); // looks for collected ones before the counters are read
        }
    }

    /** Two values of labels at most. */
    private static final class Two implements LabelValues {
        private final String first;
        private final String second;
        private final String service;

        Two(String first, String second, String service) {
            this.first = first;
            this.second = second;
            this.service = service;
        }

        @Override
        public String label(int index) {
            return index == 0 ? first : second;
        }

        @Override
        public String service() {
            return service;
        }
    }

    /** The last known lag of each consumer. */
    private static final class Lags implements MetricSource {
        private static final int MAX_CONSUMERS = 1_000;

        private final ConcurrentHashMap<String, Lag> lags = new ConcurrentHashMap<String, Lag>();

        void set(String[] labels, long lag) {
            String key = labels[0] + '\n' + labels[1] + '\n' + labels[2];
            if (lag < 0) {
                lags.remove(key);
            } else if (lags.size() < MAX_CONSUMERS || lags.containsKey(key)) {
                lags.put(key, new Lag(labels, lag));
            }
        }

        @Override
        public void collect(MetricFamilies out) {
            for (Map.Entry<String, Lag> entry : lags.entrySet()) {
                Metric metric = Metric.MESSAGING_KAFKA_CONSUMER_LAG;
                out.value(metric, metric.labels(), entry.getValue().labels, entry.getValue().lag);
            }
        }
    }

    private static final class Lag {
        final String[] labels;
        final long lag;

        Lag(String[] labels, long lag) {
            this.labels = labels;
            this.lag = lag;
        }
    }
}
