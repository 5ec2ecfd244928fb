package io.obsagent.instrumentation.kafka;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** The id of a client, configured or generated: every version tells it in the tags of the client's metrics. */
final class ClientId {

    private ClientId() {}

    /** Never null; empty when not found. */
    static String in(Map<MetricName, ? extends Metric> metrics) {
        for (MetricName name : metrics.keySet()) {
            String id = name.tags().get("client-id");
            if (id != null) {
                return id;
            }
        }
        return "";
    }
}
