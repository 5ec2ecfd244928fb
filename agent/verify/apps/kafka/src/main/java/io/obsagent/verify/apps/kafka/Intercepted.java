package io.obsagent.verify.apps.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer and a consumer with interceptors of the application, which replace records and batches. */
final class Intercepted {

    private static final AtomicInteger ACKNOWLEDGED = new AtomicInteger();
    private static final AtomicInteger CONSUMED = new AtomicInteger();
    private static final AtomicInteger COMMITTED = new AtomicInteger();

    private final Clients clients;

    Intercepted(Clients clients) {
        this.clients = clients;
    }

    void run() throws Exception {
        Properties producerSettings = clients.producerSettings("verify-intercepted");
        producerSettings.put("interceptor.classes", Outgoing.class.getName());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(producerSettings, new StringSerializer(), new StringSerializer())) {
            for (int i = 1; i <= 3; i++) {
                producer.send(new ProducerRecord<>(clients.topic("intercepted"), "key" + i, "value" + i))
                        .get();
            }
        }
        Clients.print("acknowledged", ACKNOWLEDGED);
        Properties consumerSettings = clients.consumerSettings("intercepted");
        consumerSettings.put("interceptor.classes", Incoming.class.getName());
        try (KafkaConsumer<String, String> consumer = clients.subscribed(consumerSettings, "intercepted")) {
            List<String> received = new ArrayList<>();
            for (ConsumerRecord<String, String> record : Clients.poll(consumer)) {
                received.add(record.key() + "=" + record.value() + Clients.own(record.headers()));
            }
            Clients.print("intercepted", received);
            consumer.commitSync();
        }
        Clients.print("seen by the interceptor", CONSUMED + " consumed, " + COMMITTED + " committed");
    }

    /** Replaces each record by another one. */
    public static final class Outgoing implements ProducerInterceptor<String, String> {

        @Override
        public ProducerRecord<String, String> onSend(ProducerRecord<String, String> record) {
            ProducerRecord<String, String> other =
                    new ProducerRecord<>(record.topic(), "intercepted-" + record.key(), record.value());
            other.headers().add("by", "interceptor".getBytes());
            return other;
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
            ACKNOWLEDGED.incrementAndGet();
        }

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    /** Iterates over each batch, and leaves its first record out. */
    public static final class Incoming implements ConsumerInterceptor<String, String> {

        @Override
        public ConsumerRecords<String, String> onConsume(ConsumerRecords<String, String> records) {
            Map<TopicPartition, List<ConsumerRecord<String, String>>> kept = new HashMap<>();
            for (TopicPartition partition : records.partitions()) {
                for (ConsumerRecord<String, String> record : records.records(partition)) {
                    CONSUMED.incrementAndGet();
                    if (record.offset() > 0) {
                        kept.computeIfAbsent(partition, key -> new ArrayList<>())
                                .add(record);
                    }
                }
            }
            return new ConsumerRecords<>(kept);
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
            COMMITTED.incrementAndGet();
        }

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> configs) {}
    }
}
