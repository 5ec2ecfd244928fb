package io.obsagent.verify.apps.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records in transactions that are committed and aborted, and of an idempotent producer. */
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
        settings = clients.consumerSettings("transaction");
        settings.put("isolation.level", "read_committed");
        List<String> received = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = clients.subscribed(settings, "transaction")) {
            while (received.size() < 3) {
                for (ConsumerRecord<String, String> record : Clients.poll(consumer)) {
                    received.add(record.key() + Clients.own(record.headers()));
                }
            }
        }
        Clients.print("transactions", received);
    }

    private ProducerRecord<String, String> record(String key) {
        return new ProducerRecord<>(clients.topic("transaction"), key, "value");
    }

    private static KafkaProducer<String, String> producer(Properties settings) {
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
