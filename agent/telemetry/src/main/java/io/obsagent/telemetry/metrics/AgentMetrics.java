package io.obsagent.telemetry.metrics;

import io.obsagent.api.AgentStats;
import io.obsagent.telemetry.export.LossReason;
import io.obsagent.telemetry.export.SpanExporter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the agent tells of itself. */
public final class AgentMetrics implements MetricSource {

    private final SpanExporter<?> exporter;

    public AgentMetrics(SpanExporter<?> exporter) {
        this.exporter = exporter;
    }

    @Override
    public void collect(MetricFamilies out) {
        counts(out, Metric.AGENT_HOOK_ERRORS, AgentStats.hookErrors());
        counts(out, Metric.AGENT_WOVEN_TYPES, AgentStats.wovenTypes());
        out.value(Metric.AGENT_SPANS_RECORDED, exporter.recorded());
        out.value(Metric.AGENT_SPANS_EXPORTED, exporter.exported());
        for (LossReason reason : LossReason.values()) {
            out.value(
                    Metric.AGENT_SPANS_DROPPED,
                    Metric.AGENT_SPANS_DROPPED.labels(),
                    new String[] {reason.label()},
                    exporter.dropped(reason));
        }
        out.value(Metric.AGENT_SPOOL_BYTES, exporter.spoolBytes());
        Boolean up = exporter.up();
        if (up != null) {
            out.value(Metric.AGENT_EXPORT_UP, up ? 1 : 0);
        }
        out.value(Metric.AGENT_STARTUP, AgentStats.startupNanos() / 1e9);
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
