package io.obsagent.verify.apps.kafka;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/** Offsets in a transaction of the producer's: for a group by its name up to 3.9, by its metadata from 2.5 on. */
final class Offsets {

    private static final Method METADATA = find(KafkaConsumer.class, "groupMetadata");
    private static final Method COMMITTED = find(KafkaConsumer.class, "committed", Set.class);

    private Offsets() {}

    /**
     * Sends offsets to the transaction that is under way.
     *
     * @param byName of the group, if the client can do that
     */
    static void send(
            KafkaProducer<String, String> producer,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            KafkaConsumer<String, String> consumer,
            String group,
            boolean byName)
            throws ReflectiveOperationException {
        Method named = find(KafkaProducer.class, "sendOffsetsToTransaction", Map.class, String.class);
        if (METADATA == null || byName && named != null) {
            producer.sendOffsetsToTransaction(offsets, group);
        } else {
            KafkaProducer.class
                    .getMethod("sendOffsetsToTransaction", Map.class, METADATA.getReturnType())
                    .invoke(producer, offsets, METADATA.invoke(consumer));
        }
    }

    /** Waits until an offset is committed: it may be shortly after the transaction. */
    static long awaitCommitted(KafkaConsumer<String, String> consumer, TopicPartition partition) throws Exception {
        for (int i = 0; i < 300; i++) {
            OffsetAndMetadata committed = committed(consumer, partition);
            if (committed != null) {
                return committed.offset();
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("nothing is committed");
    }

    /** The offset that is committed; null for none. */
    static OffsetAndMetadata committed(KafkaConsumer<String, String> consumer, TopicPartition partition)
            throws ReflectiveOperationException {
        if (COMMITTED == null) {
            return consumer.committed(partition);
        }
        return (OffsetAndMetadata)
                ((Map<?, ?>) COMMITTED.invoke(consumer, Collections.singleton(partition))).get(partition);
    }

    private static Method find(Class<?> client, String name, Class<?>... arguments) {
        try {
            return client.getMethod(name, arguments);
        } catch (NoSuchMethodException otherVersion) {
            return null;
        }
    }
}
