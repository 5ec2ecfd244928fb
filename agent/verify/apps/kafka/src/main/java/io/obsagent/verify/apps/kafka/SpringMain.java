package io.obsagent.verify.apps.kafka;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;

/**
 * Spring's containers with a listener for records and one for batches; each fails once and then goes on as the container's
 * own error handler has it. Prints what the listeners saw, then {@code done}, and stays. Arguments: bootstrap servers, a
 * prefix of all topics.
 */
public final class SpringMain {

    private final Clients clients;
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch last = new CountDownLatch(1);
    private volatile boolean failed;

    private SpringMain(Clients clients) {
        this.clients = clients;
    }

    public static void main(String[] args) throws Exception {
        Clients clients = new Clients(args[0], "classic", args[1]);
        new SpringMain(clients).records();
        new SpringMain(clients).batches();
        clients.mark("end");
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    private void records() throws Exception {
        clients.fill("record");
        MessageListener<String, String> listener = this::onRecord;
        KafkaMessageListenerContainer<String, String> container = container("record", listener);
        container.start();
        last.await();
        container.stop();
        Clients.print("records", seen);
    }

    private void onRecord(ConsumerRecord<String, String> record) {
        clients.mark("by-record");
        failOnce(record.key().equals("key2"));
        seen.add(record.key() + Clients.own(record.headers()));
        if (record.key().equals("key3")) {
            last.countDown();
        }
    }

    private void batches() throws Exception {
        clients.fill("batch");
        BatchMessageListener<String, String> listener = this::onBatch;
        KafkaMessageListenerContainer<String, String> container = container("batch", listener);
        container.start();
        while (!failed) {
            Thread.sleep(20);
        }
        clients.producer
                .send(new ProducerRecord<>(clients.topic("batch"), "key4", "value4"))
                .get();
        last.await();
        container.stop();
        Clients.print("batches", seen);
    }

    private void onBatch(List<ConsumerRecord<String, String>> records) {
        clients.mark("by-batch");
        failOnce(true);
        for (ConsumerRecord<String, String> record : records) {
            seen.add(record.key() + Clients.own(record.headers()));
            if (record.key().equals("key4")) {
                last.countDown();
            }
        }
    }

    private synchronized void failOnce(boolean now) {
        if (now && !failed) {
            failed = true;
            throw new IllegalStateException("cannot work");
        }
    }

    private KafkaMessageListenerContainer<String, String> container(String name, Object listener) {
        Map<String, Object> settings = new HashMap<>();
        clients.consumerSettings(name).forEach((key, value) -> settings.put((String) key, value));
        ContainerProperties properties = new ContainerProperties(clients.topic(name));
        properties.setMessageListener(listener);
        return new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(settings, new StringDeserializer(), new StringDeserializer()),
                properties);
    }
}
