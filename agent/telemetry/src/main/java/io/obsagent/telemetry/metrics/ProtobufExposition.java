package io.obsagent.telemetry.metrics;

import io.obsagent.telemetry.export.ProtoWriter;

/** Delimited {@code io.prometheus.client.MetricFamily} messages. */
final class ProtobufExposition extends Exposition {

    private static final int COUNTER_TYPE = 0;
    private static final int GAUGE_TYPE = 1;
    private static final int HISTOGRAM_TYPE = 4;

    private static final int FAMILY_METRIC = 4;
    private static final int METRIC_LABEL = 1;
    private static final int METRIC_GAUGE = 2;
    private static final int METRIC_COUNTER = 3;
    private static final int METRIC_HISTOGRAM = 7;

    private final ProtoWriter out;
    private int family;

    ProtobufExposition(ProtoWriter out) {
        this.out = out;
    }

    @Override
    void beginFamily(Metric metric) {
        family = out.beginDelimited();
        out.string(1, metric.text());
        out.string(2, metric.description());
        out.integer(3, type(metric));
        if (metric.unit().text() != null) {
            out.string(5, metric.unit().text());
        }
    }

    private static int type(Metric metric) {
        switch (metric.type()) {
            case COUNTER:
                return COUNTER_TYPE;
            case HISTOGRAM:
                return HISTOGRAM_TYPE;
            default:
                return GAUGE_TYPE;
        }
    }

    @Override
    void sample(Metric metric, String[] names, String[] values, double value) {
        int sample = out.begin(FAMILY_METRIC);
        labels(names, values);
        int body = out.begin(metric.type() == Metric.Type.COUNTER ? METRIC_COUNTER : METRIC_GAUGE);
        out.decimal(1, value);
        out.end(body);
        out.end(sample);
    }

    @Override
    void sample(String[] names, String[] values, Histogram histogram) {
        HistogramBounds bounds = histogram.bounds();
        int sample = out.begin(FAMILY_METRIC);
        labels(names, values);
        int body = out.begin(METRIC_HISTOGRAM);
        long count = 0;
        for (int i = 0; i < bounds.buckets(); i++) {
            count += histogram.count(i);
            int bucket = out.begin(3);
            out.integer(1, count);
            out.decimal(2, bounds.upper(i));
            Exemplar exemplar = histogram.exemplar(i);
            if (exemplar != null) {
                exemplar(exemplar, bounds);
            }
            out.end(bucket);
        }
        out.integer(1, count);
        out.decimal(2, histogram.sum());
        out.end(body);
        out.end(sample);
    }

    private void exemplar(Exemplar exemplar, HistogramBounds bounds) {
        int body = out.begin(3);
        int label = out.begin(1);
        out.string(1, "trace_id");
        int text = out.begin(2);
        out.hex(exemplar.traceIdHigh);
        out.hex(exemplar.traceIdLow);
        out.end(text);
        out.end(label);
        label = out.begin(1);
        out.string(1, "span_id");
        text = out.begin(2);
        out.hex(exemplar.spanId);
        out.end(text);
        out.end(label);
        out.decimal(2, exemplar.recorded / bounds.recordedPerUnit());
        int timestamp = out.begin(3);
        out.integer(1, exemplar.epochMillis / 1000);
        out.integer(2, exemplar.epochMillis % 1000 * 1_000_000);
        out.end(timestamp);
        out.end(body);
    }

    private void labels(String[] names, String[] values) {
        for (int i = 0; i < names.length; i++) {
            if (values[i] != null && !values[i].isEmpty()) {
                int label = out.begin(METRIC_LABEL);
                out.string(1, names[i]);
                out.string(2, values[i]);
                out.end(label);
            }
        }
    }

    @Override
    void endFamily() {
        out.end(family);
    }

    @Override
    void end() {}
}
