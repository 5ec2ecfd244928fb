package io.obsagent.telemetry.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import io.obsagent.api.AgentLog;
import io.obsagent.api.MeterSink;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Meters of the application at one scrape, named as Micrometer names them for Prometheus. Of several with the same name and
 * labels the first counts. Not thread safe.
 */
public final class ApplicationMeters implements MeterSink {

    private static final int MAX_LABELS = 16;
    private static final int MAX_CHARS = 200;
    private static final long CREATED = 0;

    private final PrometheusNamingConvention convention = new PrometheusNamingConvention();
    private final Map<String, Family> families = new LinkedHashMap<String, Family>();
    private final int maxSeries;
    private int series;
    private boolean tooMany;

    /** @param maxSeries further ones are left out */
    public ApplicationMeters(int maxSeries) {
        this.maxSeries = maxSeries;
    }

    @Override
    public void meter(
            String type,
            String name,
            String unit,
            String description,
            String[] tags,
            double value,
            double total,
            double max) {
        try {
            Meter.Type kind = Meter.Type.valueOf(type);
            if (kind == Meter.Type.OTHER) {
                return;
            }
            String family = convention.name(name, kind, unit);
            Labels labels = labels(tags);
            switch (kind) {
                case COUNTER:
                    add(family, Shape.COUNTER, description, new CounterDataPointSnapshot(value, labels, null, CREATED));
                    break;
                case GAUGE:
                    gauge(family, description, labels, value);
                    break;
                case LONG_TASK_TIMER:
                    gauge(family + "_active", description, labels, value);
                    gauge(family + "_duration", description, labels, total);
                    break;
                default:
                    DataPointSnapshot point = new SummaryDataPointSnapshot(
                            (long) value, total, Quantiles.EMPTY, labels, Exemplars.EMPTY, CREATED);
                    if (add(family, Shape.SUMMARY, description, point) && !Double.isNaN(max)) {
                        gauge(family + "_max", description, labels, max);
                    }
            }
        } catch (RuntimeException unusable) {
            AgentLog.debug("meter " + name + " is left out", unusable);
        }
    }

    /** Whether series were left out, as there are too many. */
    public boolean hasTooMany() {
        return tooMany;
    }

    private void gauge(String family, String description, Labels labels, double value) {
        add(family, Shape.GAUGE, description, new GaugeDataPointSnapshot(value, labels, null));
    }

    private boolean add(String name, Shape shape, String description, DataPointSnapshot point) {
        Family family = families.get(name);
        if (family != null && family.shape != shape) {
            return false;
        }
        if (series >= maxSeries) {
            tooMany = true;
            return false;
        }
        if (family == null) {
            family = new Family(name, shape, description);
            families.put(name, family);
        }
        if (family.labels.add(point.getLabels())) {
            family.points.add(point);
            series++;
            return true;
        }
        return false;
    }

    private Labels labels(String[] tags) {
        Labels.Builder labels = Labels.builder();
        int count = Math.min(tags.length / 2, MAX_LABELS);
        for (int i = 0; i < 2 * count; i += 2) {
            String value = convention.tagValue(tags[i + 1]);
            labels.label(
                    convention.tagKey(tags[i]), value.length() > MAX_CHARS ? value.substring(0, MAX_CHARS) : value);
        }
        return labels.build();
    }

    /** All of a scrape; where the agent has a metric of the same name, that counts. */
    MetricSnapshots added(MetricSnapshots agent) {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        Set<String> names = new HashSet<String>();
        for (Metric metric : Metric.values()) {
            // also of those that have no value yet
            names.add(metadata(metric.text(), null).getPrometheusName());
        }
        for (MetricSnapshot snapshot : agent) {
            all.metricSnapshot(snapshot);
            names.add(snapshot.getMetadata().getPrometheusName());
        }
        for (Family family : families.values()) {
            MetricSnapshot snapshot = family.snapshot();
            if (names.add(snapshot.getMetadata().getPrometheusName())) {
                all.metricSnapshot(snapshot);
            }
        }
        return all.build();
    }

    private static MetricMetadata metadata(String name, String help) {
        return new MetricMetadata(PrometheusNaming.sanitizeMetricName(name), help);
    }

    private enum Shape {
        COUNTER,
        GAUGE,
        SUMMARY
    }

    private static final class Family {
        final Shape shape;
        final List<DataPointSnapshot> points = new ArrayList<DataPointSnapshot>();
        final Set<Labels> labels = new HashSet<Labels>();
        private final MetricMetadata metadata;

        Family(String name, Shape shape, String help) {
            this.shape = shape;
            this.metadata = metadata(name, help);
        }

        MetricSnapshot snapshot() {
            switch (shape) {
                case COUNTER:
                    return new CounterSnapshot(metadata, this.<CounterDataPointSnapshot>points());
                case SUMMARY:
                    return new SummarySnapshot(metadata, this.<SummaryDataPointSnapshot>points());
                default:
                    return new GaugeSnapshot(metadata, this.<GaugeDataPointSnapshot>points());
            }
        }

        @SuppressWarnings("unchecked")
        private <P> Collection<P> points() {
            return (Collection<P>) points;
        }
    }
}
