package shop.loms;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the outbox on Kafka, at least once and in order for each order. The transaction that marks a change as sent
 * stays open while Kafka is waited for; it locks rows of the outbox only, so no request waits with it.
 */
final class StatusRelay implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StatusRelay.class);
    // fewer than connections in the pool: while Kafka is away, requests still find one
    private static final int THREADS = 4;
    private static final int QUEUE = 1000;
    private static final int LEFT_OVERS_AT_ONCE = 100;
    private static final int STOP_TIMEOUT_SECONDS = 10;

    private final Transactions transactions;
    private final Producer<String, byte[]> producer;
    private final String topic;
    private final ThreadPoolExecutor executor;

    StatusRelay(Transactions transactions, Producer<String, byte[]> producer, String topic) {
        this.transactions = transactions;
        this.producer = producer;
        this.topic = topic;
        AtomicInteger threads = new AtomicInteger();
        // what does not fit in is not lost: the outbox has it, and publishLeftOver finds it there
        executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUE),
                task -> new Thread(task, "relay-" + threads.incrementAndGet()),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Has the pending changes of an order published by another thread; returns at once. */
    void publishSoon(long orderId) {
        executor.execute(() -> {
            try {
                publish(orderId);
            } catch (SQLException | KafkaException e) {
                log.warn("Status of order {} not published yet: {}", orderId, e.getMessage());
            }
        });
    }

    /**
     * Publishes changes that have been pending for longer, as after an outage or a crash.
     *
     * @throws KafkaException at the first change that is not taken; the rest waits for the next call
     */
    void publishLeftOver(Duration longerThan) throws SQLException {
        for (long orderId :
                transactions.run(connection -> Outbox.leftOver(connection, longerThan, LEFT_OVERS_AT_ONCE))) {
            publish(orderId);
        }
    }

    private void publish(long orderId) throws SQLException {
        transactions.run(connection -> {
            for (Outbox.Entry entry : Outbox.lockPending(connection, orderId)) {
                send(orderId, entry.payload);
                Outbox.markSent(connection, entry.id);
            }
            return null;
        });
    }

    private void send(long orderId, byte[] payload) {
        try {
            producer.send(new ProducerRecord<>(topic, String.valueOf(orderId), payload))
                    .get();
            log.info("Status of order {} published", orderId);
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Publishes what was handed over, as far as that goes within 10 seconds. */
    @Override
    public void close() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            executor.shutdownNow();
        }
    }
}
