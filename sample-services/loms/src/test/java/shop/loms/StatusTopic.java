package shop.loms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import shop.loms.v1.OrderStatusChanged;

/** All that has been published on the topic {@code order_status}. */
final class StatusTopic implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<OrderStatusChanged> changes = new ArrayList<>();

    StatusTopic(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of("order_status"));
    }

    /** The changes of one order that are published until now, in the order of their publication. */
    List<OrderStatusChanged> changes(long orderId) throws Exception {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            OrderStatusChanged change = OrderStatusChanged.parseFrom(record.value());
            if (!record.key().equals(String.valueOf(change.getOrderId()))) {
                throw new AssertionError("key " + record.key() + " of " + change);
            }
            changes.add(change);
        }
        return changes.stream().filter(change -> change.getOrderId() == orderId).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
