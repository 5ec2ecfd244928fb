package shop.notification;

import shop.commons.DatabaseConfig;
import shop.commons.Environment;

/** The settings of the service, read from environment variables. Immutable. */
final class NotificationConfig {
    /** Address to listen on. */
    final String host;
    /** Of {@code /health}, 0 for any free one. */
    final int httpPort;

    final DatabaseConfig database;
    /** Of Kafka. */
    final String bootstrapServers;
    /** Where status changes are published. */
    final String topic;
    /** The consumer group; its members share the topic. */
    final String group;

    /** Reads {@code NOTIFICATION_*}; throws what {@link Environment} throws. */
    NotificationConfig(Environment environment) {
        host = environment.text("NOTIFICATION_HOST", "127.0.0.1");
        httpPort = environment.port("NOTIFICATION_HTTP_PORT", "8083");
        database = environment.database("NOTIFICATION");
        bootstrapServers = environment.bootstrapServers("NOTIFICATION_KAFKA_BOOTSTRAP");
        topic = environment.text("NOTIFICATION_KAFKA_TOPIC", "order_status");
        group = environment.text("NOTIFICATION_GROUP", "notification");
    }
}
