package io.obsagent.telemetry.metrics;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.EnumMap;
import java.util.Map;

/** The samples of one scrape in the terms of the Prometheus library. Not thread safe. */
public final class MetricFamilies {

    private static final String[] NONE = {};
    /** No {@code _created} series: 0 says that the time is not known. */
    private static final long CREATED = 0;

    private final Map<Metric, MetricSnapshot.Builder<?>> families =
            new EnumMap<Metric, MetricSnapshot.Builder<?>>(Metric.class);

    /** Null unless some are shown. */
    private ApplicationMeters application;

    /** Shows meters of the application beside the agent's metrics. */
    public void application(ApplicationMeters meters) {
        application = meters;
    }

    /** Completes the metrics of the agent. */
    MetricSnapshots withApplication(MetricSnapshots agent) {
        return application == null ? agent : application.added(agent);
    }

    /** Adds a sample of a counter, a gauge or an info metric. Labels with a null or empty value are left out. */
    public void value(Metric metric, String[] names, String[] values, double value) {
        Labels labels = labels(names, values);
        MetricSnapshot.Builder<?> family = family(metric);
        switch (metric.type()) {
            case COUNTER:
                ((CounterSnapshot.Builder) family)
                        .dataPoint(new CounterDataPointSnapshot(value, labels, null, CREATED));
                break;
            case INFO:
                ((InfoSnapshot.Builder) family).dataPoint(new InfoDataPointSnapshot(labels));
                break;
            default:
                ((GaugeSnapshot.Builder) family).dataPoint(new GaugeDataPointSnapshot(value, labels, null));
        }
    }

    /** Adds a counter or gauge without labels. */
    public void value(Metric metric, double value) {
        value(metric, NONE, NONE, value);
    }

    /** Adds a sample of a histogram. */
    public void histogram(Metric metric, String[] names, String[] values, Histogram histogram) {
        HistogramBounds bounds = histogram.bounds();
        long[] counts = new long[bounds.buckets()];
        Exemplars.Builder exemplars = Exemplars.builder();
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] = histogram.count(bucket);
            Exemplar exemplar = histogram.exemplar(bucket);
            if (exemplar != null) {
                exemplars.exemplar(io.prometheus.metrics.model.snapshots.Exemplar.builder()
                        .value(exemplar.recorded / bounds.recordedPerUnit())
                        .traceId(TraceId.fromLongs(exemplar.traceIdHigh, exemplar.traceIdLow))
                        .spanId(SpanId.fromLong(exemplar.spanId))
                        .timestampMillis(exemplar.epochMillis)
                        .build());
            }
        }
        ((HistogramSnapshot.Builder) family(metric))
                .dataPoint(new HistogramDataPointSnapshot(
                        ClassicHistogramBuckets.of(bounds.upper(), counts),
                        histogram.sum(),
                        labels(names, values),
                        exemplars.build(),
                        CREATED));
    }

    MetricSnapshots snapshots() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        for (MetricSnapshot.Builder<?> family : families.values()) {
            all.metricSnapshot(family.build());
        }
        return all.build();
    }

    private MetricSnapshot.Builder<?> family(Metric metric) {
        MetricSnapshot.Builder<?> family = families.get(metric);
        if (family == null) {
            family = builder(metric.type());
            family.name(metric.text()).help(metric.description());
            if (metric.unit().text() != null) {
                family.unit(new Unit(metric.unit().text()));
            }
            families.put(metric, family);
        }
        return family;
    }

    private static MetricSnapshot.Builder<?> builder(Metric.Type type) {
        switch (type) {
            case COUNTER:
                return CounterSnapshot.builder();
            case HISTOGRAM:
                return HistogramSnapshot.builder();
            case INFO:
                return InfoSnapshot.builder();
            default:
                return GaugeSnapshot.builder();
        }
    }

    private static Labels labels(String[] names, String[] values) {
        Labels.Builder labels = Labels.builder();
        for (int i = 0; i < names.length; i++) {
            if (values[i] != null && !values[i].isEmpty()) {
                labels.label(names[i], values[i]);
            }
        }
        return labels.build();
    }
}
