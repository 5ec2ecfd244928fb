package shop.loms;

import java.time.Duration;
import shop.commons.DatabaseConfig;
import shop.commons.Environment;

/**
 * The settings of the service.
 *
 * @param host             address to listen on
 * @param grpcPort         0 for any free one
 * @param httpPort         of the gateway, 0 for any free one
 * @param bootstrapServers of Kafka
 * @param topic            where status changes are published
 * @param unpaidTimeout    how long an order waits for its payment until it is cancelled
 * @param sweepInterval    how often unpaid orders and unpublished status changes are looked for
 */
record LomsConfig(
        String host,
        int grpcPort,
        int httpPort,
        DatabaseConfig database,
        String bootstrapServers,
        String topic,
        Duration unpaidTimeout,
        Duration sweepInterval) {
    static LomsConfig from(Environment environment) {
        return new LomsConfig(
                environment.text("LOMS_HOST", "127.0.0.1"),
                environment.port("LOMS_GRPC_PORT", "50051"),
                environment.port("LOMS_HTTP_PORT", "8081"),
                environment.database("LOMS"),
                environment.bootstrapServers("LOMS_KAFKA_BOOTSTRAP"),
                environment.text("LOMS_KAFKA_TOPIC", "order_status"),
                environment.duration("LOMS_UNPAID_TIMEOUT", "PT10M"),
                environment.duration("LOMS_SWEEP_INTERVAL", "PT5S"));
    }
}
