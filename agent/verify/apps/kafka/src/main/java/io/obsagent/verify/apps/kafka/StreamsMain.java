package io.obsagent.verify.apps.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;

/**
 * A topology that reads a topic, throws at one record, and writes another topic. Prints what came out, then {@code done},
 * and stays. Arguments: bootstrap servers, a prefix of all topics, a directory for the state.
 */
public final class StreamsMain {

    private StreamsMain() {}

    public static void main(String[] args) throws Exception {
        Clients clients = new Clients(args[0], "classic", args[1]);
        send(clients, "key1", "value1");
        send(clients, "key2", "value2");
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream(clients.topic("in"))
                .mapValues(value -> work(value))
                .to(clients.topic("out"));
        KafkaStreams streams = new KafkaStreams(builder.build(), settings(args, clients));
        streams.start();
        List<String> received = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = clients.consumer("out", 10)) {
            while (received.size() < 2) {
                for (ConsumerRecord<String, String> record : Clients.poll(consumer)) {
                    received.add(record.key() + "=" + record.value() + Clients.own(record.headers()));
                }
            }
        }
        Clients.print("received", received);
        send(clients, "key3", "fail");
        for (int i = 0; i < 300 && streams.state() != KafkaStreams.State.ERROR; i++) {
            Thread.sleep(100);
        }
        Clients.print("state", streams.state());
        streams.close();
        clients.mark("end");
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    private static void send(Clients clients, String key, String value) throws Exception {
        ProducerRecord<String, String> record = new ProducerRecord<>(clients.topic("in"), key, value);
        record.headers().add("own", "header".getBytes());
        clients.producer.send(record).get();
    }

    private static Properties settings(String[] args, Clients clients) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", args[0]);
        settings.put("application.id", clients.topic("streams"));
        settings.put("client.id", "verify-streams");
        settings.put("state.dir", args[2]);
        settings.put("default.key.serde", Serdes.StringSerde.class.getName());
        settings.put("default.value.serde", Serdes.StringSerde.class.getName());
        return settings;
    }

    private static String work(String value) {
        if (value.equals("fail")) {
            throw new IllegalStateException("cannot work on " + value);
        }
        return "worked on " + value;
    }
}
