package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Message;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record as the producer sends it. */
final class SentMessage extends Message {

    private final ProducerRecord<?, ?> record;
    private final String clientId;

    SentMessage(ProducerRecord<?, ?> record, String clientId) {
        this.record = record;
        this.clientId = clientId;
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
    public String clientId() {
        return clientId;
    }

    @Override
    public int partition() {
        return record.partition() == null ? -1 : record.partition();
    }

    @Override
    public String key() {
        return RecordText.key(record.key());
    }

    @Override
    public boolean tombstone() {
        return record.value() == null;
    }

    @Override
    public String header(String name) {
        return RecordText.header(record.headers(), name);
    }
}
