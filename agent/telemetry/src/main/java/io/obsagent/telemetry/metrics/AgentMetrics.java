package io.obsagent.telemetry.metrics;

import io.obsagent.api.AgentStats;
import io.obsagent.api.HookCost;
import io.obsagent.telemetry.export.LogExporter;
import io.obsagent.telemetry.export.LossReason;
import io.obsagent.telemetry.export.SpanExporter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the agent tells of itself. */
public final class AgentMetrics implements MetricSource {

    private final SpanExporter<?> exporter;
    private final LogExporter<?> logs;
    private final ProtectionStep protection;

    /** @param logs null where log events are not sent */
    public AgentMetrics(SpanExporter<?> exporter, LogExporter<?> logs, ProtectionStep protection) {
        this.exporter = exporter;
        this.logs = logs;
        this.protection = protection;
    }

    @Override
    public void collect(MetricFamilies out) {
        counts(out, Metric.AGENT_HOOK_ERRORS, AgentStats.hookErrors());
        counts(out, Metric.AGENT_WOVEN_TYPES, AgentStats.wovenTypes());
        hookCosts(out);
        out.value(Metric.AGENT_SPANS_RECORDED, exporter.recorded());
        out.value(Metric.AGENT_SPANS_EXPORTED, exporter.exported());
        for (LossReason reason : LossReason.values()) {
            if (reason.ofSpans()) {
                dropped(out, Metric.AGENT_SPANS_DROPPED, reason, exporter.dropped(reason));
            }
            if (logs != null && reason.ofLogs()) {
                dropped(out, Metric.AGENT_LOGS_DROPPED, reason, logs.dropped(reason));
            }
        }
        if (logs != null) {
            out.value(Metric.AGENT_LOGS_SHIPPED, logs.shipped());
        }
        out.value(Metric.AGENT_SPOOL_BYTES, exporter.spoolBytes());
        Boolean up = exporter.up();
        if (up != null) {
            out.value(Metric.AGENT_EXPORT_UP, up ? 1 : 0);
        }
        out.value(Metric.AGENT_PROTECTION_STEP, protection.step());
        out.value(Metric.AGENT_STARTUP, AgentStats.startupNanos() / 1e9);
    }

    private static void hookCosts(MetricFamilies out) {
        ThreadAllocations.tell();
        for (Map.Entry<String, HookCost> entry : AgentStats.hookCosts().entrySet()) {
            String[] instrumentation = {entry.getKey()};
            HookCost cost = entry.getValue();
            value(out, Metric.AGENT_HOOK_CALLS, instrumentation, cost.calls());
            value(out, Metric.AGENT_HOOK_TIME, instrumentation, cost.nanos() / 1e9);
            long bytes = cost.bytes();
            if (bytes >= 0) {
                value(out, Metric.AGENT_HOOK_ALLOCATED, instrumentation, bytes);
            }
        }
    }

    private static void value(MetricFamilies out, Metric metric, String[] labels, double value) {
        out.value(metric, metric.labels(), labels, value);
    }

    private static void dropped(MetricFamilies out, Metric metric, LossReason reason, long count) {
        value(out, metric, new String[] {reason.label()}, count);
    }

    private static void counts(MetricFamilies out, Metric metric, Map<String, AtomicLong> counts) {
        for (Map.Entry<String, AtomicLong> count : counts.entrySet()) {
            value(out, metric, new String[] {count.getKey()}, count.getValue().get());
        }
    }
}
