package io.obsagent.verify.apps.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a consumer reads next: sought, paused, committed by itself, taken over by another consumer. */
final class Positions {

    private final Clients clients;

    Positions(Clients clients) {
        this.clients = clients;
    }

    void run() throws Exception {
        signatures();
        seek();
        pause();
        committedByItself();
        large();
        rebalance();
    }

    private void signatures() throws Exception {
        if (Polling.hasMillis()) {
            clients.fill("by-millis");
            try (KafkaConsumer<String, String> consumer = clients.consumer("by-millis", 10)) {
                ConsumerRecords<String, String> records = ConsumerRecords.empty();
                while (records.isEmpty()) {
                    records = Polling.byMillis(consumer, 200);
                }
                Clients.print("by millis", keys(records));
            }
        }
        if (Polling.hasDuration()) {
            clients.fill("by-duration");
            try (KafkaConsumer<String, String> consumer = clients.consumer("by-duration", 10)) {
                ConsumerRecords<String, String> records = ConsumerRecords.empty();
                while (records.isEmpty()) {
                    records = Polling.byDuration(consumer, 200);
                }
                Clients.print("by duration", keys(records));
            }
        }
    }

    private void seek() throws Exception {
        clients.fill("sought");
        try (KafkaConsumer<String, String> consumer = clients.consumer("sought", 10)) {
            Clients.print("before seek", Clients.poll(consumer).count());
            consumer.seek(partition("sought"), 1);
            Clients.print("after seek", keys(Clients.poll(consumer)));
        }
    }

    private void pause() throws Exception {
        clients.fill("paused");
        try (KafkaConsumer<String, String> consumer = clients.consumer("paused", 1)) {
            Clients.print("before pause", keys(Clients.poll(consumer)));
            consumer.pause(consumer.assignment());
            Clients.print("paused", Polling.poll(consumer, 300).count());
            consumer.resume(consumer.paused());
            Clients.print("after pause", keys(Clients.poll(consumer)));
        }
    }

    private void committedByItself() throws Exception {
        clients.fill("by-itself");
        Properties settings = clients.consumerSettings("by-itself");
        settings.put("enable.auto.commit", "true");
        try (KafkaConsumer<String, String> consumer = clients.subscribed(settings, "by-itself")) {
            Clients.print("by itself", keys(Clients.poll(consumer)));
        }
        try (KafkaConsumer<String, String> consumer = Clients.consumer(clients.consumerSettings("by-itself"))) {
            consumer.assign(Collections.singleton(partition("by-itself")));
            Clients.print("committed by itself", consumer.position(partition("by-itself")));
        }
    }

    /** A batch of more records than a span has links. */
    private void large() {
        for (int i = 0; i < 200; i++) {
            clients.producer.send(new ProducerRecord<>(clients.topic("large"), "key" + i, "value"));
        }
        clients.producer.flush();
        try (KafkaConsumer<String, String> consumer = clients.consumer("large", 1000)) {
            int count = 0;
            while (count < 200) {
                count += Clients.poll(consumer).count();
            }
            Clients.print("large", count);
        }
    }

    /** A second consumer gets the partition; the first commits what it has read, and sends, in its listener. */
    private void rebalance() throws Exception {
        if (!clients.rebalancesEagerly()) {
            return;
        }
        clients.fill("handed-over");
        CountDownLatch revoked = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        // the range assignor gives the one partition to the member whose id comes first
        try (KafkaConsumer<String, String> first = Clients.consumer(member("verify-member-2"))) {
            first.subscribe(
                    Collections.singleton(clients.topic("handed-over")),
                    new CommittingListener(clients, first, revoked));
            Clients.print("first member", keys(Clients.poll(first)));
            Future<List<String>> second = thread.submit(this::secondMember);
            boolean sent = false;
            for (int i = 0; i < 300 && !second.isDone(); i++) {
                Polling.poll(first, 100);
                if (!sent && revoked.getCount() == 0) {
                    clients.producer.send(new ProducerRecord<>(clients.topic("handed-over"), "key4", "value4"));
                    sent = true;
                }
            }
            Clients.print("second member", second.get(1, TimeUnit.SECONDS));
        } finally {
            thread.shutdownNow();
        }
    }

    private List<String> secondMember() {
        try (KafkaConsumer<String, String> second = clients.subscribed(member("verify-member-1"), "handed-over")) {
            return keys(Clients.poll(second));
        }
    }

    private Properties member(String clientId) {
        Properties settings = clients.consumerSettings("handed-over");
        settings.put("client.id", clientId);
        return settings;
    }

    private TopicPartition partition(String name) {
        return new TopicPartition(clients.topic(name), 0);
    }

    private static List<String> keys(ConsumerRecords<String, String> records) {
        List<String> keys = new ArrayList<>();
        for (ConsumerRecord<String, String> record : records) {
            keys.add(record.key());
        }
        return keys;
    }

    private static final class CommittingListener implements ConsumerRebalanceListener {

        private final Clients clients;
        private final KafkaConsumer<?, ?> consumer;
        private final CountDownLatch revoked;

        CommittingListener(Clients clients, KafkaConsumer<?, ?> consumer, CountDownLatch revoked) {
            this.clients = clients;
            this.consumer = consumer;
            this.revoked = revoked;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                consumer.commitSync();
                clients.mark("revoked");
                revoked.countDown();
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // reads on where the group has committed
        }
    }
}
