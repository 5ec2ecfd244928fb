package io.obsagent.instrumentation.kafka;

import io.obsagent.api.State;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What is known of one consumer. Used by the one thread at a time that Kafka allows a consumer. */
final class ConsumerClient {

    private static final State<Consumer<?, ?>, ConsumerClient> CLIENTS = new State<Consumer<?, ?>, ConsumerClient>();

    /** Null for a consumer without a group, or made before the agent came. */
    final String group;

    final String id;
    final ConsumerLag lag = new ConsumerLag();
    private String topic;
    private long pollStart;

    private ConsumerClient(Consumer<?, ?> consumer, String group) {
        this.group = group == null || group.isEmpty() ? null : group;
        this.id = ClientId.in(consumer.metrics());
    }

    /** Notes the group of a new consumer. */
    static void add(Consumer<?, ?> consumer, String group) {
        CLIENTS.put(consumer, new ConsumerClient(consumer, group));
    }

    /** What is known of a consumer; never null. */
    static ConsumerClient of(Consumer<?, ?> consumer) {
        ConsumerClient client = CLIENTS.get(consumer);
        if (client == null) {
            client = new ConsumerClient(consumer, null);
            CLIENTS.put(consumer, client);
        }
        return client;
    }

    void pollStarts() {
        pollStart = System.nanoTime();
    }

    long pollStart() {
        return pollStart;
    }

    void received(String topicOfBatch) {
        topic = topicOfBatch;
    }

    /** The topic of the last batch; null before the first and when it came from several. */
    String topic() {
        return topic;
    }

    /** The one topic of some partitions; null when there is none or more than one. */
    static String onlyTopic(Collection<TopicPartition> partitions) {
        String only = null;
        for (TopicPartition partition : partitions) {
            if (only != null && !only.equals(partition.topic())) {
                return null;
            }
            only = partition.topic();
        }
        return only;
    }
}
