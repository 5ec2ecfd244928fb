package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Message;
import io.obsagent.api.MessageBatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** The records that a poll returned. */
final class ReceivedBatch extends MessageBatch {

    private final ConsumerRecords<?, ?> records;
    private final ConsumerClient client;
    private final Iterator<? extends ConsumerRecord<?, ?>> unread;
    private final List<ConsumerRecord<?, ?>> read = new ArrayList<ConsumerRecord<?, ?>>();

    ReceivedBatch(ConsumerRecords<?, ?> records, ConsumerClient client) {
        this.records = records;
        this.client = client;
        this.unread = records.iterator();
    }

    @Override
    public String system() {
        return "kafka";
    }

    @Override
    public String destination() {
        return client.topic();
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
        return records.count();
    }

    @Override
    public Message message(int index) {
        while (read.size() <= index) {
            read.add(unread.next());
        }
        return new ReceivedMessage(read.get(index), client);
    }
}
