package io.obsagent.telemetry.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says the same scrape in the names that Micrometer and Spring Boot 3 use, so that dashboards made for them work. What
 * they have no name for keeps the conventions'. Micrometer's moving maxima ({@code _max}) are not kept.
 */
final class MicrometerDialect {

    private MicrometerDialect() {}

    /** The scrape in the other names; series that differ in labels which Micrometer does not have are added up. */
    static MetricSnapshots translate(MetricSnapshots conventional) {
        MetricSnapshots.Builder out = MetricSnapshots.builder();
        for (MetricSnapshot family : conventional) {
            boolean known = false;
            for (MicrometerName name : MicrometerName.values()) {
                if (name.from().equals(family.getMetadata().getPrometheusName())) {
                    known = true;
                    MetricSnapshot translated = translate(family, name);
                    if (translated.getDataPoints().size() > 0) {
                        out.metricSnapshot(translated);
                    }
                }
            }
            if (!known) {
                out.metricSnapshot(family);
            }
        }
        for (ProcessGauge gauge : ProcessGauge.values()) {
            double value = read(gauge);
            if (value >= 0) {
                out.metricSnapshot(GaugeSnapshot.builder()
                        .name(gauge.text())
                        .help(gauge.description())
                        .dataPoint(new GaugeDataPointSnapshot(value, Labels.EMPTY, null))
                        .build());
            }
        }
        return out.build();
    }

    private static double read(ProcessGauge gauge) {
        try {
            return gauge.read();
        } catch (LinkageError missing) {
            return -1; // com.sun.management is missing in some runtime images
        }
    }

    private static MetricSnapshot translate(MetricSnapshot family, MicrometerName name) {
        Map<Labels, DataPointSnapshot> points = new LinkedHashMap<Labels, DataPointSnapshot>();
        for (DataPointSnapshot point : family.getDataPoints()) {
            Labels labels = name.labels(point.getLabels());
            if (labels != null) {
                String service = point.getLabels().get(SeriesTable.SERVICE);
                labels = service == null ? labels : labels.add(SeriesTable.SERVICE, service);
                DataPointSnapshot sameLabels = points.get(labels);
                points.put(labels, sum(sameLabels, point, labels, name.factor()));
            }
        }
        MetricMetadata metadata =
                new MetricMetadata(name.to(), family.getMetadata().getHelp());
        if (family instanceof HistogramSnapshot) {
            return new HistogramSnapshot(metadata, MicrometerDialect.<HistogramDataPointSnapshot>list(points));
        }
        if (family instanceof CounterSnapshot) {
            return new CounterSnapshot(metadata, MicrometerDialect.<CounterDataPointSnapshot>list(points));
        }
        return new GaugeSnapshot(metadata, MicrometerDialect.<GaugeDataPointSnapshot>list(points));
    }

    @SuppressWarnings("unchecked")
    private static <P> List<P> list(Map<Labels, DataPointSnapshot> points) {
        return new ArrayList<P>((java.util.Collection<P>) points.values());
    }

    private static DataPointSnapshot sum(DataPointSnapshot old, DataPointSnapshot added, Labels labels, double factor) {
        if (added instanceof HistogramDataPointSnapshot) {
            return sum((HistogramDataPointSnapshot) old, (HistogramDataPointSnapshot) added, labels);
        }
        if (added instanceof CounterDataPointSnapshot) {
            double before = old == null ? 0 : ((CounterDataPointSnapshot) old).getValue();
            double value = ((CounterDataPointSnapshot) added).getValue() * factor;
            return new CounterDataPointSnapshot(before + value, labels, null, added.getCreatedTimestampMillis());
        }
        double before = old == null ? 0 : ((GaugeDataPointSnapshot) old).getValue();
        return new GaugeDataPointSnapshot(before + ((GaugeDataPointSnapshot) added).getValue() * factor, labels, null);
    }

    private static DataPointSnapshot sum(
            HistogramDataPointSnapshot old, HistogramDataPointSnapshot added, Labels labels) {
        ClassicHistogramBuckets buckets = added.getClassicBuckets();
        double[] bounds = new double[buckets.size()];
        long[] counts = new long[buckets.size()];
        for (int i = 0; i < counts.length; i++) {
            bounds[i] = buckets.getUpperBound(i);
            counts[i] = buckets.getCount(i)
                    + (old == null ? 0 : old.getClassicBuckets().getCount(i));
        }
        return new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(bounds, counts),
                added.getSum() + (old == null ? 0 : old.getSum()),
                labels,
                added.getExemplars(),
                added.getCreatedTimestampMillis());
    }
}
