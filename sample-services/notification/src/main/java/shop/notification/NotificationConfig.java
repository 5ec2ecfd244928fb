package shop.notification;

import shop.commons.DatabaseConfig;
import shop.commons.Environment;

/**
 * The settings of the service.
 *
 * @param host             address to listen on
 * @param httpPort         of {@code /health}, 0 for any free one
 * @param bootstrapServers of Kafka
 * @param topic            where status changes are published
 * @param group            the consumer group; its members share the topic
 */
record NotificationConfig(
        String host, int httpPort, DatabaseConfig database, String bootstrapServers, String topic, String group) {
    static NotificationConfig from(Environment environment) {
        return new NotificationConfig(
                environment.text("NOTIFICATION_HOST", "127.0.0.1"),
                environment.port("NOTIFICATION_HTTP_PORT", "8083"),
                environment.database("NOTIFICATION"),
                environment.bootstrapServers("NOTIFICATION_KAFKA_BOOTSTRAP"),
                environment.text("NOTIFICATION_KAFKA_TOPIC", "order_status"),
                environment.text("NOTIFICATION_GROUP", "notification"));
    }
}
