package io.obsagent.telemetry.metrics;

import io.obsagent.api.AgentLog;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts label values that became {@code _other}, and says so once per label. Thread safe. */
final class Overflow implements MetricSource {

    private final ConcurrentHashMap<String, Count> counts = new ConcurrentHashMap<String, Count>();

    /**
     * Counts one.
     *
     * @param label the label that has too many values; empty when it is their combination
     */
    void count(String metric, String label) {
        String key = metric + ' ' + label;
        Count count = counts.get(key);
        if (count == null) {
            Count fresh = new Count(metric, label);
            count = counts.putIfAbsent(key, fresh);
            if (count == null) {
                count = fresh;
                AgentLog.info(
                        34,
                        label.isEmpty()
                                ? metric + " has too many series: further ones are counted as _other"
                                : "label " + label + " of " + metric
                                        + " has too many values: further ones are counted as _other");
            }
        }
        count.adder.increment();
    }

    @Override
    public void collect(MetricFamilies out) {
        for (Count count : counts.values()) {
            out.value(Metric.AGENT_OVERFLOW, Metric.AGENT_OVERFLOW.labels(), count.labels, count.adder.sum());
        }
    }

    private static final class Count {
        final String[] labels;
        final LongAdder adder = new LongAdder();

        Count(String metric, String label) {
            labels = new String[] {metric, label};
        }
    }
}
