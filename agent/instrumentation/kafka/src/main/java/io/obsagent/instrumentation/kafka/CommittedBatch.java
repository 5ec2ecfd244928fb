package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Message;
import io.obsagent.api.MessageBatch;

/** What a commit settles: offsets, of which nothing but the topic is told. */
final class CommittedBatch extends MessageBatch {

    private final ConsumerClient client;
    private final String topic;

    CommittedBatch(ConsumerClient client, String topic) {
        this.client = client;
        this.topic = topic;
    }

    @Override
    public String system() {
        return "kafka";
    }

    @Override
    public String destination() {
        return topic;
    }

    @Override
    public String group() {
        return client.group;
    }

    @Override
    public String clientId() {
        return client.id;
    }

    @Override
    public int size() {
        return -1;
    }

    @Override
    public Message message(int index) {
        throw new IndexOutOfBoundsException("a commit knows no messages");
    }
}
