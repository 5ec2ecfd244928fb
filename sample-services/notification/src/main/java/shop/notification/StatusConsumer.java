package shop.notification;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes status changes off the topic on a thread of its own and notifies of each one once. Changes of one order lie in
 * one partition, and so keep their order. A batch that fails is read again from its start, which does no harm: what was
 * done is remembered.
 */
final class StatusConsumer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StatusConsumer.class);
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
    private static final long RETRY_DELAY_MS = 1_000;
    private static final long STOP_TIMEOUT_MS = 10_000;

    private final Consumer<String, byte[]> consumer;
    private final ProcessedEvents events;
    private final Thread thread = new Thread(this::run, "status-consumer");
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean joined;

    /**
     * Makes a consumer that does not read yet.
     *
     * @param consumer without automatic commits; closed by the thread that reads
     */
    StatusConsumer(Consumer<String, byte[]> consumer, ProcessedEvents events) {
        this.consumer = consumer;
        this.events = events;
    }

    void start(String topic) {
        consumer.subscribe(Collections.singletonList(topic), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                log.info("Assigned {}", partitions);
                joined = true;
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                log.info("Revoked {}", partitions);
            }
        });
        thread.start();
    }

    /** Whether this consumer is a member of its group. */
    boolean joined() {
        return joined;
    }

    private void run() {
        try (Consumer<String, byte[]> closed = consumer) {
            while (stop.getCount() > 0) {
                pollOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            joined = false;
        }
    }

    private void pollOnce() throws InterruptedException {
        ConsumerRecords<String, byte[]> batch = ConsumerRecords.empty();
        try {
            batch = consumer.poll(POLL_TIMEOUT);
            for (ConsumerRecord<String, byte[]> record : batch) {
                process(record);
            }
            if (!batch.isEmpty()) {
                consumer.commitSync();
            }
        } catch (SQLException | KafkaException e) {
            log.error("{} status changes not processed, will be tried again", batch.count(), e);
            rewind(batch);
            stop.await(RETRY_DELAY_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void process(ConsumerRecord<String, byte[]> record) throws SQLException {
        StatusChange change;
        try {
            change = StatusChange.parse(record.value());
        } catch (IllegalArgumentException e) {
            log.warn(
                    "Skipped record {}-{} at {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return;
        }
        if (events.add(change)) {
            log.info("Order {} of user {} is now {}", change.orderId, change.userId, change.status);
        } else {
            log.debug("Event {} of order {} came again", change.eventId, change.orderId);
        }
    }

    private void rewind(ConsumerRecords<String, byte[]> batch) {
        Collection<TopicPartition> assigned = consumer.assignment();
        for (TopicPartition partition : batch.partitions()) {
            // what another member has got meanwhile, it reads from the last commit
            if (assigned.contains(partition)) {
                consumer.seek(partition, batch.records(partition).get(0).offset());
            }
        }
    }

    /** Finishes the batch under way, leaves the group, and waits for that up to 10 seconds. */
    @Override
    public void close() throws InterruptedException {
        stop.countDown();
        thread.join(STOP_TIMEOUT_MS);
    }
}
