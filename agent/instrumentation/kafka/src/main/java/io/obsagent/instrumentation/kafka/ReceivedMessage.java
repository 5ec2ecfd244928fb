package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Message;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** A record as the consumer received it. */
final class ReceivedMessage extends Message {

    private final ConsumerRecord<?, ?> record;
    private final Headers headers;
    private final ConsumerClient client;

    ReceivedMessage(ConsumerRecord<?, ?> record, ConsumerClient client) {
        this(record, record.headers(), client);
    }

    /** @param headers that the record came with, if they are not in it */
    ReceivedMessage(ConsumerRecord<?, ?> record, Headers headers, ConsumerClient client) {
        this.record = record;
        this.headers = headers;
        this.client = client;
    }

    @Override
    public String system() {
        return "kafka";
    }

    @Override
    public String destination() {
        return record.topic();
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
    public int partition() {
        return record.partition();
    }

    @Override
    public long offset() {
        return record.offset();
    }

    @Override
    public String key() {
        return RecordText.key(record.key());
    }

    @Override
    public long bodyBytes() {
        return record.serializedValueSize();
    }

    @Override
    public boolean tombstone() {
        return record.value() == null;
    }

    @Override
    public String header(String name) {
        return RecordText.header(headers, name);
    }
}
