package io.obsagent.verify.apps.kafka;

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

    /** Whether a member of a group loses its partitions when another one comes. */
    boolean rebalancesEagerly() {
        return groupProtocol.equals("classic");
    }

    /** A topic of this run. */
    String topic(String name) {
        return prefix + name;
    }

    KafkaProducer<String, String> producer(String clientId, Serializer<String> values) {
        return new KafkaProducer<>(producerSettings(clientId), new StringSerializer(), values);
    }

    Properties producerSettings(String clientId) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", servers);
        settings.put("client.id", clientId);
        return settings;
    }

    /** A consumer that reads a topic from its beginning. */
    KafkaConsumer<String, String> consumer(String name, int maxPollRecords) {
        Properties settings = consumerSettings(name);
        settings.put("max.poll.records", String.valueOf(maxPollRecords));
        return subscribed(settings, name);
    }

    /** A consumer with these settings that has subscribed to a topic. */
    KafkaConsumer<String, String> subscribed(Properties settings, String name) {
        KafkaConsumer<String, String> consumer = consumer(settings);
        consumer.subscribe(Collections.singleton(topic(name)));
        return consumer;
    }

    static KafkaConsumer<String, String> consumer(Properties settings) {
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** Settings of a consumer in a topic's own group. */
    Properties consumerSettings(String name) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", servers);
        settings.put("group.id", "verify-group-" + topic(name));
        settings.put("client.id", "verify-consumer-" + topic(name));
        if (!rebalancesEagerly()) {
            settings.put("group.protocol", groupProtocol);
        }
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        return settings;
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
            ConsumerRecords<String, String> records = Polling.poll(consumer, 200);
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
