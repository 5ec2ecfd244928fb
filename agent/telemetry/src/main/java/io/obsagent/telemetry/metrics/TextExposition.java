package io.obsagent.telemetry.metrics;

import io.obsagent.telemetry.export.ProtoWriter;

/** The text format of Prometheus, version 0.0.4, and OpenMetrics 1.0, which differ in little. */
final class TextExposition extends Exposition {

    private final ProtoWriter out;
    private final boolean openMetrics;
    private String name;

    TextExposition(ProtoWriter out, boolean openMetrics) {
        this.out = out;
        this.openMetrics = openMetrics;
    }

    @Override
    void beginFamily(Metric metric) {
        name = metric.text();
        String family = openMetrics ? openMetricsName(metric) : name;
        line("# TYPE ", family, type(metric));
        if (openMetrics && metric.unit().text() != null) {
            line("# UNIT ", family, metric.unit().text());
        }
        out.text("# HELP ");
        out.text(family);
        out.character(' ');
        escaped(metric.description(), openMetrics);
        out.character('\n');
    }

    /** OpenMetrics names a counter without the suffix that its samples have. */
    private static String openMetricsName(Metric metric) {
        switch (metric.type()) {
            case COUNTER:
                return withoutSuffix(metric.text(), "_total");
            case INFO:
                return withoutSuffix(metric.text(), "_info");
            default:
                return metric.text();
        }
    }

    private static String withoutSuffix(String text, String suffix) {
        return text.substring(0, text.length() - suffix.length());
    }

    private String type(Metric metric) {
        switch (metric.type()) {
            case COUNTER:
                return "counter";
            case HISTOGRAM:
                return "histogram";
            case INFO:
                return openMetrics ? "info" : "gauge";
            default:
                return "gauge";
        }
    }

    private void line(String keyword, String family, String value) {
        out.text(keyword);
        out.text(family);
        out.character(' ');
        out.text(value);
        out.character('\n');
    }

    @Override
    void sample(Metric metric, String[] names, String[] values, double value) {
        out.text(name);
        labels(names, values, null);
        number(value);
        out.character('\n');
    }

    @Override
    void sample(String[] names, String[] values, Histogram histogram) {
        HistogramBounds bounds = histogram.bounds();
        long count = 0;
        for (int bucket = 0; bucket < bounds.buckets(); bucket++) {
            count += histogram.count(bucket);
            out.text(name);
            out.text("_bucket");
            labels(names, values, bounds.text(bucket));
            out.number(count);
            Exemplar exemplar = openMetrics ? histogram.exemplar(bucket) : null;
            if (exemplar != null) {
                exemplar(exemplar, bounds);
            }
            out.character('\n');
        }
        out.text(name);
        out.text("_sum");
        labels(names, values, null);
        number(histogram.sum());
        out.character('\n');
        out.text(name);
        out.text("_count");
        labels(names, values, null);
        out.number(count);
        out.character('\n');
    }

    private void exemplar(Exemplar exemplar, HistogramBounds bounds) {
        out.text(" # {trace_id=\"");
        out.hex(exemplar.traceIdHigh);
        out.hex(exemplar.traceIdLow);
        out.text("\",span_id=\"");
        out.hex(exemplar.spanId);
        out.text("\"} ");
        number(exemplar.recorded / bounds.recordedPerUnit());
        out.character(' ');
        out.number(exemplar.epochMillis / 1000);
        out.character('.');
        long millis = exemplar.epochMillis % 1000;
        out.number(millis / 100);
        out.number(millis / 10 % 10);
        out.number(millis % 10);
    }

    /** Writes the labels, if there are any, and a blank. */
    private void labels(String[] names, String[] values, String le) {
        char separator = '{';
        for (int i = 0; i < names.length; i++) {
            if (values[i] != null && !values[i].isEmpty()) {
                out.character(separator);
                out.text(names[i]);
                out.text("=\"");
                escaped(values[i], true);
                out.character('"');
                separator = ',';
            }
        }
        if (le != null) {
            out.character(separator);
            out.text("le=\"");
            out.text(le);
            out.character('"');
            separator = ',';
        }
        if (separator == ',') {
            out.character('}');
        }
        out.character(' ');
    }

    private void escaped(String text, boolean quotes) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || c == '\n' || c == '"' && quotes) {
                out.text(text, from, i);
                out.character('\\');
                out.character(c == '\n' ? 'n' : c);
                from = i + 1;
            }
        }
        out.text(text, from, text.length());
    }

    private void number(double value) {
        if (value == (long) value && Math.abs(value) < 1e15) {
            out.number((long) value);
            out.text(".0");
        } else if (Double.isInfinite(value)) {
            out.text(value > 0 ? "+Inf" : "-Inf");
        } else {
            out.text(Double.toString(value));
        }
    }

    @Override
    void endFamily() {}

    @Override
    void end() {
        if (openMetrics) {
            out.text("# EOF\n");
        }
    }
}
