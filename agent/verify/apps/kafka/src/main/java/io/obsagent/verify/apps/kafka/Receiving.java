package io.obsagent.verify.apps.kafka;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Each way in which the records of a batch are gone through. */
final class Receiving {

    private final Clients clients;

    Receiving(Clients clients) {
        this.clients = clients;
    }

    void run() throws Exception {
        iterator();
        forEach();
        byPartition();
        byTopic();
        notIterated();
        left();
    }

    private void iterator() throws Exception {
        clients.fill("iterated");
        try (KafkaConsumer<String, String> consumer = clients.consumer("iterated", 10)) {
            ConsumerRecords<String, String> records = Clients.poll(consumer);
            for (ConsumerRecord<String, String> record : records) {
                for (ConsumerRecord<String, String> none : records.records("none")) {
                    Clients.print("other topic", none);
                }
                clients.mark("iterated-" + record.key());
            }
            clients.mark("iterated-all");
            Iterator<ConsumerRecord<String, String>> iterator =
                    Polling.poll(consumer, 0).iterator();
            Clients.print("empty batch", iterator.hasNext());
        }
    }

    private void forEach() throws Exception {
        clients.fill("for-each");
        try (KafkaConsumer<String, String> consumer = clients.consumer("for-each", 10)) {
            ConsumerRecords<String, String> records = Clients.poll(consumer);
            List<String> keys = new ArrayList<>();
            records.forEach(record -> keys.add(record.key() + record.offset() + Clients.own(record.headers())));
            Clients.print("for each", keys);
            Clients.print("batch", records.count() + " of " + records.partitions() + " " + records.isEmpty());
        }
    }

    private void byPartition() throws Exception {
        clients.fill("partition");
        try (KafkaConsumer<String, String> consumer = clients.consumer("partition", 10)) {
            ConsumerRecords<String, String> records = Clients.poll(consumer);
            List<ConsumerRecord<String, String>> list =
                    records.records(new TopicPartition(clients.topic("partition"), 0));
            ListIterator<ConsumerRecord<String, String>> iterator = list.listIterator(list.size());
            List<String> backwards = new ArrayList<>();
            while (iterator.hasPrevious()) {
                backwards.add(iterator.previous().key());
            }
            Clients.print("backwards", backwards);
            Clients.print("remove", outcome(() -> {
                Iterator<ConsumerRecord<String, String>> forwards = list.iterator();
                forwards.next();
                forwards.remove();
                return "removed";
            }));
            Clients.print("clear", outcome(() -> {
                list.clear();
                return "cleared";
            }));
            Clients.print("other partition", records.records(new TopicPartition(clients.topic("partition"), 9)));
        }
    }

    private void byTopic() throws Exception {
        clients.fill("topic");
        try (KafkaConsumer<String, String> consumer = clients.consumer("topic", 10)) {
            ConsumerRecords<String, String> records = Clients.poll(consumer);
            List<String> keys = new ArrayList<>();
            for (ConsumerRecord<String, String> record : records.records(clients.topic("topic"))) {
                keys.add(record.key());
            }
            Clients.print("by topic", keys);
        }
    }

    /** Looking at records one by one, or copying them, is not processing. */
    private void notIterated() throws Exception {
        clients.fill("copied");
        try (KafkaConsumer<String, String> consumer = clients.consumer("copied", 10)) {
            List<ConsumerRecord<String, String>> list =
                    Clients.poll(consumer).records(new TopicPartition(clients.topic("copied"), 0));
            List<ConsumerRecord<String, String>> copy = new ArrayList<>(list);
            Clients.print(
                    "copied",
                    copy.size() + " " + list.get(2).key() + " " + list.contains(copy.get(1)) + " "
                            + list.indexOf(copy.get(2)) + " " + list.equals(copy) + " "
                            + (list.hashCode() == copy.hashCode())
                            + " " + list.stream().map(ConsumerRecord::key).reduce("", String::concat));
        }
    }

    /** A loop that is left has its last record current until the next poll. */
    private void left() throws Exception {
        clients.fill("left");
        try (KafkaConsumer<String, String> consumer = clients.consumer("left", 10)) {
            try {
                for (ConsumerRecord<String, String> record : Clients.poll(consumer)) {
                    throw new IllegalStateException(record.key());
                }
            } catch (IllegalStateException expected) {
                Clients.print("left", expected.getMessage());
            }
            Polling.poll(consumer, 0);
            clients.mark("left-before");
        }
    }

    private static String outcome(Callable<?> work) {
        try {
            return String.valueOf(work.call());
        } catch (Exception e) {
            return "thrown " + e.getClass().getName();
        }
    }
}
