package io.obsagent.verify.apps.kafka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;

/** Each way in which a record is sent. */
final class Sending {

    private final Clients clients;
    private final KafkaProducer<String, String> producer;

    Sending(Clients clients) {
        this.clients = clients;
        this.producer = clients.producer;
    }

    void run() throws Exception {
        String sent = clients.topic("sent");
        Clients.print(
                "future",
                outcome(() -> producer.send(new ProducerRecord<>(sent, 0, "key", "value"))
                        .get()
                        .offset()));
        callback(new ProducerRecord<>(sent, null, "tombstone", null));
        readOnlyRecord();
        Clients.print(
                "too large",
                outcome(() -> producer.send(
                                new ProducerRecord<>(sent, new String(new char[2_000_000]).replace('\0', 'x')))
                        .get()));
        callback(new ProducerRecord<>(sent, new String(new char[2_000_000]).replace('\0', 'x')));
        Clients.print("null", outcome(() -> producer.send(null)));
        try (KafkaProducer<String, String> failing = clients.producer("verify-failing", new FailingSerializer())) {
            Clients.print("serializer", outcome(() -> failing.send(new ProducerRecord<>(sent, "value"))));
        }
        KafkaProducer<String, String> closed = closed();
        Clients.print(
                "closed",
                outcome(() -> closed.send(new ProducerRecord<>(sent, "value")).get()));
        callbackWithinProcessing();
    }

    private KafkaProducer<String, String> closed() {
        Properties settings = clients.producerSettings("verify-closed");
        // those before 2.0 do not look whether they are closed, and wait for the topic
        settings.put("max.block.ms", "500");
        KafkaProducer<String, String> closed =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        closed.close();
        return closed;
    }

    /** A record that was sent is read-only, and may be sent again; one may also carry the headers of another trace. */
    private void readOnlyRecord() throws Exception {
        Header stale =
                new RecordHeader("traceparent", "00-11111111111111111111111111111111-2222222222222222-01".getBytes());
        Header own = new RecordHeader("own", "header".getBytes());
        ProducerRecord<String, String> record =
                new ProducerRecord<>(clients.topic("again"), 0, "key", "value", Arrays.asList(stale, own));
        List<Header> before = Arrays.asList(record.headers().toArray());
        producer.send(record).get();
        producer.send(record).get();
        Clients.print(
                "record unchanged", before.equals(Arrays.asList(record.headers().toArray())));
        Clients.print("record read-only", outcome(() -> record.headers().add("late", new byte[0])));
        try (KafkaConsumer<String, String> consumer = clients.consumer("again", 10)) {
            for (ConsumerRecord<String, String> received : Clients.poll(consumer)) {
                int traceparents = 0;
                for (Header ignored : received.headers().headers("traceparent")) {
                    traceparents++;
                }
                Clients.print("received", Clients.own(received.headers()) + ", traceparents " + traceparents);
            }
        }
    }

    private void callback(ProducerRecord<String, String> record) throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        List<Object> seen = new ArrayList<>();
        producer.send(record, (metadata, exception) -> {
            seen.add(metadata == null ? null : metadata.topic() + " " + (metadata.offset() >= 0));
            seen.add(exception == null ? "sent" : exception.getClass().getSimpleName());
            called.countDown();
        });
        Clients.print("callback", called.await(10, TimeUnit.SECONDS) ? seen : "not called");
    }

    /** The callback runs on the producer's thread and sends from there. */
    private void callbackWithinProcessing() throws Exception {
        // the producer's own thread cannot wait for what it has to fetch
        String fromCallback = clients.topic("in-callback");
        producer.partitionsFor(fromCallback);
        producer.send(new ProducerRecord<>(clients.topic("relayed"), "key", "value"))
                .get();
        CountDownLatch marked = new CountDownLatch(1);
        try (KafkaConsumer<String, String> consumer = clients.consumer("relayed", 10)) {
            for (ConsumerRecord<String, String> record : Clients.poll(consumer)) {
                producer.send(
                        new ProducerRecord<>(clients.topic("relay"), record.value()),
                        (metadata, exception) -> producer.send(
                                new ProducerRecord<>(fromCallback, "value"), (m, e) -> marked.countDown()));
                marked.await(10, TimeUnit.SECONDS);
            }
        }
    }

    private static String outcome(Callable<?> work) {
        try {
            return String.valueOf(work.call());
        } catch (ExecutionException e) {
            return "in future " + e.getCause();
        } catch (Exception e) {
            return "thrown " + e.getClass().getName();
        }
    }

    private static final class FailingSerializer extends StringSerializer {
        @Override
        public byte[] serialize(String topic, String value) {
            throw new SerializationException("cannot write " + value);
        }
    }
}
