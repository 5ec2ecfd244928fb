package io.obsagent.telemetry;

import io.obsagent.api.Hook;
import io.obsagent.config.MethodRule;
import io.obsagent.config.ValuePath;
import io.obsagent.telemetry.metrics.Metric;
import io.obsagent.telemetry.metrics.MetricRegistry;
import io.obsagent.telemetry.metrics.SeriesTable;
import java.util.Arrays;
import java.util.Map;

/** Records calls of the methods that one rule of the configuration names. Thread safe. */
public final class MethodRecorder {

    /** More characters of a label's value would be cut off anyhow. */
    static final int MAX_LABEL_CHARS = 256;

    final Recorder recorder;
    final String rule;

    /** Whether there is a span, or a measurement only. */
    final boolean span;

    /** Null when calls are not measured. */
    final SeriesTable series;

    final String[] attributeNames;
    final ValueReader[] attributes;
    final ValueReader[] labels;

    private final MetricRegistry metrics;

    MethodRecorder(Recorder recorder, MetricRegistry metrics, String name, MethodRule rule) {
        this.recorder = recorder;
        this.metrics = metrics;
        this.rule = name;
        this.span = rule.span;
        this.attributeNames = rule.attributes.keySet().toArray(new String[0]);
        this.attributes = readers(rule.attributes, recorder.limits.attributeLength);
        this.labels = readers(rule.labels, MAX_LABEL_CHARS);
        this.series = rule.metric ? metrics.series(1, labelNames(rule), Metric.METHOD_DURATION) : null;
    }

    private static ValueReader[] readers(Map<String, ValuePath> paths, int maxChars) {
        ValueReader[] readers = new ValueReader[paths.size()];
        int i = 0;
        for (ValuePath path : paths.values()) {
            readers[i++] = new ValueReader(path, maxChars);
        }
        return readers;
    }

    private static String[] labelNames(MethodRule rule) {
        String[] own = Metric.METHOD_DURATION.labels();
        String[] names = Arrays.copyOf(own, own.length + rule.labels.size());
        int i = own.length;
        for (String label : rule.labels.keySet()) {
            names[i++] = label;
        }
        return names;
    }

    /**
     * The hook that records a method.
     *
     * @param className binary name of the class that declares it
     * @param method its name
     */
    public Hook hook(String className, String method) {
        return new MethodHook(this, className, method);
    }

    /** Forgets what was measured; calls under way are measured for nobody. */
    public void close() {
        if (series != null) {
            metrics.remove(series);
        }
    }
}
