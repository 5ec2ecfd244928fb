package io.obsagent.telemetry.metrics;

import io.obsagent.api.AgentStats;
import io.obsagent.telemetry.export.SpanExporter;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the agent tells of itself, and {@code target_info}. */
public final class AgentMetrics implements MetricSource {

    private final SpanExporter<?> exporter;
    private final Map<String, Object> resource;

    /** @param resource the attributes of the resource: texts and Longs; not to be changed any more */
    public AgentMetrics(SpanExporter<?> exporter, Map<String, Object> resource) {
        this.exporter = exporter;
        this.resource = resource;
    }

    @Override
    public void collect(MetricFamilies out) {
        counts(out, Metric.AGENT_HOOK_ERRORS, AgentStats.hookErrors());
        counts(out, Metric.AGENT_WOVEN_TYPES, AgentStats.wovenTypes());
        out.value(Metric.AGENT_SPANS_RECORDED, exporter.recorded());
        out.value(Metric.AGENT_SPANS_EXPORTED, exporter.exported());
        out.value(Metric.AGENT_SPANS_DROPPED, exporter.dropped());
        Boolean up = exporter.up();
        if (up != null) {
            out.value(Metric.AGENT_EXPORT_UP, up ? 1 : 0);
        }
        out.value(Metric.AGENT_STARTUP, AgentStats.startupNanos() / 1e9);
        target(out);
    }

    /** Attributes whose names differ only in what Prometheus does not allow would be one label twice: the last one stays. */
    private void target(MetricFamilies out) {
        Map<String, String> labels = new LinkedHashMap<String, String>();
        for (Map.Entry<String, Object> attribute : resource.entrySet()) {
            String name = PrometheusNaming.sanitizeLabelName(attribute.getKey());
            labels.put(
                    PrometheusNaming.prometheusName(name).replace(':', '_'),
                    attribute.getValue().toString());
        }
        String[] none = {};
        out.value(Metric.TARGET, labels.keySet().toArray(none), labels.values().toArray(none), 1);
    }

    private static void counts(MetricFamilies out, Metric metric, Map<String, AtomicLong> counts) {
        for (Map.Entry<String, AtomicLong> count : counts.entrySet()) {
            out.value(
                    metric,
                    metric.labels(),
                    new String[] {count.getKey()},
                    count.getValue().get());
        }
    }
}
