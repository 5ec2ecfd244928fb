package io.obsagent.telemetry.metrics;

import io.obsagent.api.AgentLog;
import io.obsagent.config.AgentConfig;
import io.obsagent.config.MetricsDialect;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** All metrics of the agent. Thread safe. */
public final class MetricRegistry {

    private final AgentConfig.Metrics config;
    private final Overflow overflow = new Overflow();
    private final CopyOnWriteArrayList<MetricSource> sources = new CopyOnWriteArrayList<MetricSource>();
    private final ReentrantLock scraping = new ReentrantLock();
    private PrometheusScraper scraper;

    public MetricRegistry(AgentConfig.Metrics config) {
        this.config = config;
        sources.add(overflow);
    }

    /** Makes the table of metrics that have the same labels. */
    public SeriesTable series(Metric... metrics) {
        return series(0, metrics[0].labels(), metrics);
    }

    /**
     * The same for metrics with further labels.
     *
     * @param fixed how many of the first labels have one value in this table, which tells it from others of these metrics
     * @param labels the names of all labels, those of the metrics first
     */
    public SeriesTable series(int fixed, String[] labels, Metric... metrics) {
        SeriesTable table = new SeriesTable(this, fixed, labels, metrics);
        sources.add(table);
        return table;
    }

    /** Forgets a table and all that was measured in it. */
    public void remove(SeriesTable table) {
        sources.remove(table);
    }

    /** Adds something that is asked at each scrape. */
    public void add(MetricSource source) {
        sources.add(source);
    }

    /** Whether histograms keep the traces of sampled spans. */
    public boolean exemplars() {
        return config.exemplars;
    }

    /** Whose names a scrape shows. */
    MetricsDialect dialect() {
        return config.dialect;
    }

    /** Held by the one scrape that is under way: a client that asks again and again costs one processor, no more. */
    ReentrantLock scraping() {
        return scraping;
    }

    /** The scraper of these metrics; made, and its libraries loaded, when it is asked for first. */
    synchronized PrometheusScraper scraper() {
        if (scraper == null) {
            scraper = new PrometheusScraper(this);
        }
        return scraper;
    }

    /** Adds all metrics. One source that fails, as where a runtime image lacks a module, costs the others nothing. */
    void collect(MetricFamilies out) {
        for (MetricSource source : sources) {
            try {
                source.collect(out);
            } catch (RuntimeException | LinkageError failure) {
                AgentLog.debug("cannot read metrics", failure);
            }
        }
    }

    Overflow overflow() {
        return overflow;
    }

    int maxLabelValues(String label) {
        return config.maxLabelValues(label);
    }

    HistogramBounds bounds(Metric metric) {
        double[] configured = config.buckets(metric.text());
        return new HistogramBounds(
                configured != null ? configured : metric.bounds(), metric.unit().recordedPerUnit());
    }
}
