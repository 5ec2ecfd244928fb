package io.obsagent.verify.apps.kafka;

import java.util.Collections;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A producer and a consumer of a broker that is too old for headers. Prints what sending and receiving came to, then {@code
 * done}, and stays. Arguments: bootstrap servers, a prefix of all topics.
 */
public final class WithoutHeaders {

    private WithoutHeaders() {}

    public static void main(String[] args) throws Exception {
        Clients clients = new Clients(args[0], "classic", args[1]);
        String topic = clients.topic("old");
        Properties settings = clients.producerSettings("verify-old");
        // what newer clients want by themselves is too much for the broker
        settings.put("enable.idempotence", "false");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key1", "value1")).get();
            producer.send(new ProducerRecord<>(topic, "key2", "value2")).get();
            Header own = new RecordHeader("own", "header".getBytes());
            try {
                producer.send(new ProducerRecord<>(topic, 0, "key3", "value3", Collections.singleton(own)))
                        .get();
            } catch (Exception e) {
                Clients.print("headers of the application", e);
            }
        }
        try (KafkaConsumer<String, String> consumer = clients.consumer("old", 10)) {
            for (ConsumerRecord<String, String> record : Clients.poll(consumer)) {
                Clients.print(record.key() + "=" + record.value(), record.headers());
            }
            consumer.commitSync();
        }
        System.out.println("done");
        new CountDownLatch(1).await();
    }
}
