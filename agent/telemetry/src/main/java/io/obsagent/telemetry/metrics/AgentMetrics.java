package io.obsagent.telemetry.metrics;

import io.obsagent.api.AgentStats;
import io.obsagent.telemetry.export.SpanExporter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the agent tells of itself, and {@code target_info}. */
public final class AgentMetrics implements MetricSource {

    private final SpanExporter<?> exporter;
    private final String[] targetLabels;
    private final String[] targetValues;

    /** @param resource the attributes of the resource: texts and Longs */
    public AgentMetrics(SpanExporter<?> exporter, Map<String, Object> resource) {
        this.exporter = exporter;
        targetLabels = new String[resource.size()];
        targetValues = new String[resource.size()];
        int count = 0;
        for (Map.Entry<String, Object> attribute : resource.entrySet()) {
            targetLabels[count] = labelName(attribute.getKey());
            targetValues[count++] = attribute.getValue().toString();
        }
    }

    /** An attribute's name as Prometheus allows it. */
    private static String labelName(String attribute) {
        StringBuilder name = new StringBuilder(attribute.length() + 1);
        for (int i = 0; i < attribute.length(); i++) {
            char c = attribute.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean digit = c >= '0' && c <= '9';
            if (digit && i == 0) {
                name.append('_');
            }
            name.append(letter || digit ? c : '_');
        }
        return name.toString();
    }

    @Override
    public void collect(Exposition out) {
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
        out.value(Metric.TARGET, targetLabels, targetValues, 1);
    }

    private static void counts(Exposition out, Metric metric, Map<String, AtomicLong> counts) {
        for (Map.Entry<String, AtomicLong> count : counts.entrySet()) {
            out.value(
                    metric,
                    metric.labels(),
                    new String[] {count.getKey()},
                    count.getValue().get());
        }
    }
}
