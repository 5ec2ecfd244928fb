package io.obsagent.verify.apps.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The clients of this application and what is done with them again and again. */
final class Clients {

    private final String servers;
    private final String groupProtocol;
    private final String prefix;
    final KafkaProducer<String, String> producer;

    Clients(String servers, String groupProtocol, String prefix) {
        this.servers = servers;
        this.groupProtocol = groupProtocol;
        this.prefix = prefix;
        this.producer = producer("verify-producer", new StringSerializer());
    }

    /** A topic of this run. */
    String topic(String name) {
        return prefix + name;
    }

    KafkaProducer<String, String> producer(String clientId, Serializer<String> values) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", servers);
        settings.put("client.id", clientId);
        return new KafkaProducer<>(settings, new StringSerializer(), values);
    }

    /** A consumer that reads a topic from its beginning. */
    KafkaConsumer<String, String> consumer(String name, int maxPollRecords) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", servers);
        settings.put("group.id", "verify-group-" + topic(name));
        settings.put("client.id", "verify-consumer-" + topic(name));
        settings.put("group.protocol", groupProtocol);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        settings.put("max.poll.records", String.valueOf(maxPollRecords));
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(Collections.singleton(topic(name)));
        return consumer;
    }

    /** Sends three records, so that one poll finds all of them. */
    void fill(String name) throws ExecutionException, InterruptedException {
        for (int i = 1; i <= 3; i++) {
            producer.send(new ProducerRecord<>(topic(name), "key" + i, "value" + i))
                    .get();
        }
    }

    /** Sends a record from a place, so that its span shows what is current there. */
    void mark(String place) {
        try {
            producer.send(new ProducerRecord<>(topic(place), place)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Polls until something comes. */
    static ConsumerRecords<String, String> poll(KafkaConsumer<String, String> consumer) {
        for (int i = 0; i < 100; i++) {
            ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(200));
            if (!records.isEmpty()) {
                return records;
            }
        }
        throw new IllegalStateException("nothing comes");
    }

    /** The application's headers, without those of a trace. */
    static List<String> own(Headers headers) {
        List<String> names = new ArrayList<>();
        for (Header header : headers) {
            if (!header.key().equals("traceparent") && !header.key().equals("tracestate")) {
                names.add(header.key() + "=" + new String(header.value()));
            }
        }
        return names;
    }

    static void print(String what, Object result) {
        System.out.println(what + " = " + result);
    }
}
