package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Telemetry;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** How far one consumer is behind, by partition, told to the telemetry by topic. */
final class ConsumerLag {

    private final Map<TopicPartition, Long> lags = new HashMap<TopicPartition, Long>();
    private final Set<String> told = new HashSet<String>();
    private boolean changed;

    void update(TopicPartition partition, Long lag) {
        changed |= !lag.equals(lags.put(partition, lag));
    }

    boolean isKnown() {
        return !lags.isEmpty();
    }

    /** Forgets the partitions that the consumer does not read any more. */
    void retain(Collection<TopicPartition> assigned) {
        changed |= lags.keySet().retainAll(assigned);
    }

    /** Tells the telemetry what has changed. */
    void tell(String group, String clientId) {
        if (!changed) {
            return;
        }
        changed = false;
        Map<String, Long> sums = new HashMap<String, Long>();
        for (Map.Entry<TopicPartition, Long> entry : lags.entrySet()) {
            Long sum = sums.get(entry.getKey().topic());
            sums.put(entry.getKey().topic(), sum == null ? entry.getValue() : sum + entry.getValue());
        }
        Telemetry telemetry = Telemetry.get();
        for (Map.Entry<String, Long> sum : sums.entrySet()) {
            telemetry.consumerLag(sum.getKey(), group, clientId, sum.getValue());
            told.add(sum.getKey());
        }
        for (Iterator<String> topics = told.iterator(); topics.hasNext(); ) {
            String topic = topics.next();
            if (!sums.containsKey(topic)) {
                telemetry.consumerLag(topic, group, clientId, -1);
                topics.remove();
            }
        }
    }
}
