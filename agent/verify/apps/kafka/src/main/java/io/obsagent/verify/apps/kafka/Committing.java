package io.obsagent.verify.apps.kafka;

import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Each way in which offsets are committed, and a consumer that falls behind. */
final class Committing {

    private final Clients clients;

    Committing(Clients clients) {
        this.clients = clients;
    }

    void run() throws Exception {
        clients.fill("committed");
        try (KafkaConsumer<String, String> consumer = clients.consumer("committed", 10)) {
            for (ConsumerRecord<String, String> record : Clients.poll(consumer)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                consumer.commitSync(Collections.singletonMap(partition, new OffsetAndMetadata(record.offset() + 1)));
            }
            consumer.commitSync();
            consumer.commitAsync();
            AtomicReference<Object> committed = new AtomicReference<>();
            consumer.commitAsync((offsets, exception) -> committed.set(exception == null ? offsets.size() : exception));
            for (int i = 0; i < 50 && committed.get() == null; i++) {
                Polling.poll(consumer, 100);
            }
            Clients.print("committed", committed.get());
        }
        failing();
        behind();
    }

    private void failing() {
        KafkaConsumer<String, String> closed = clients.consumer("committed", 10);
        closed.close();
        try {
            closed.commitSync();
        } catch (IllegalStateException e) {
            Clients.print("commit of closed consumer", e.getMessage());
        }
    }

    /** Reads one record of three and stays open. */
    private void behind() throws Exception {
        clients.fill("behind");
        KafkaConsumer<String, String> consumer = clients.consumer("behind", 1);
        ConsumerRecords<String, String> records = Clients.poll(consumer);
        Clients.print("behind", records.count());
    }
}
