package io.obsagent.telemetry.metrics;

import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code target_info}: which service this is and where it runs. */
public final class TargetInfo implements MetricSource {

    private final Map<String, Object> resource;

    /** @param resource the attributes of the resource: texts and Longs; not to be changed any more */
    public TargetInfo(Map<String, Object> resource) {
        this.resource = resource;
    }

    /** Attributes whose names differ only in what Prometheus does not allow would be one label twice: the last one stays. */
    @Override
    public void collect(MetricFamilies out) {
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
}
