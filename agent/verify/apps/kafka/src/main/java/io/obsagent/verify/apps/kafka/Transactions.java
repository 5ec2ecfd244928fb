package io.obsagent.verify.apps.kafka;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records and offsets in transactions that are committed and aborted, and records of an idempotent producer. */
final class Transactions {

    private final Clients clients;

    Transactions(Clients clients) {
        this.clients = clients;
    }

    void run() throws Exception {
        Properties settings = clients.producerSettings("verify-transactional");
        settings.put("transactional.id", clients.topic("transactional"));
        try (KafkaProducer<String, String> producer = producer(settings)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record("aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(record("key1"));
            producer.send(record("key2"));
            producer.commitTransaction();
        }
        settings = clients.producerSettings("verify-idempotent");
        settings.put("enable.idempotence", "true");
        try (KafkaProducer<String, String> producer = producer(settings)) {
            producer.send(record("key3"));
        }
        Clients.print("transactions", read("transaction", 3));
        transform();
    }

    /** Reads a topic and writes another one, first in a transaction that is aborted. */
    private void transform() throws Exception {
        clients.fill("taken");
        Properties settings = clients.producerSettings("verify-transforming");
        settings.put("transactional.id", clients.topic("transforming"));
        try (KafkaProducer<String, String> producer = producer(settings);
                KafkaConsumer<String, String> consumer = clients.consumer("taken", 10)) {
            producer.initTransactions();
            TopicPartition partition = give(producer, consumer, true);
            producer.abortTransaction();
            Clients.print("committed by an aborted transaction", Offsets.committed(consumer, partition));
            consumer.seekToBeginning(Collections.singleton(partition));
            give(producer, consumer, false);
            producer.commitTransaction();
            Clients.print("committed by a transaction", Offsets.awaitCommitted(consumer, partition));
        }
        Clients.print("given", read("given", 3));
    }

    /** Sends each record of a batch on in a new transaction, and the offsets with them. */
    private TopicPartition give(
            KafkaProducer<String, String> producer, KafkaConsumer<String, String> consumer, boolean byName)
            throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        ConsumerRecords<String, String> batch = Clients.poll(consumer);
        producer.beginTransaction();
        for (ConsumerRecord<String, String> record : batch) {
            producer.send(new ProducerRecord<>(clients.topic("given"), record.key(), "given " + record.value()));
            offsets.put(
                    new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }
        // an abort gives up what was not sent yet
        producer.flush();
        String group = clients.consumerSettings("taken").getProperty("group.id");
        Offsets.send(producer, offsets, consumer, group, byName);
        return offsets.keySet().iterator().next();
    }

    private List<String> read(String topic, int count) {
        Properties settings = clients.consumerSettings(topic);
        settings.put("isolation.level", "read_committed");
        List<String> received = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = clients.subscribed(settings, topic)) {
            while (received.size() < count) {
                for (ConsumerRecord<String, String> record : Clients.poll(consumer)) {
                    received.add(record.key() + "=" + record.value() + Clients.own(record.headers()));
                }
            }
        }
        return received;
    }

    private ProducerRecord<String, String> record(String key) {
        return new ProducerRecord<>(clients.topic("transaction"), key, "value");
    }

    private static KafkaProducer<String, String> producer(Properties settings) {
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
