package shop.loms;

import java.time.Duration;
import shop.commons.DatabaseConfig;
import shop.commons.Environment;

/** The settings of the service, read from environment variables. Immutable. */
final class LomsConfig {
    /** Address to listen on. */
    final String host;
    /** 0 for any free one. */
    final int grpcPort;
    /** Of the gateway, 0 for any free one. */
    final int httpPort;

    final DatabaseConfig database;
    /** Of Kafka. */
    final String bootstrapServers;
    /** Where status changes are published. */
    final String topic;
    /** How long an order waits for its payment until it is cancelled. */
    final Duration unpaidTimeout;
    /** How often unpaid orders and unpublished status changes are looked for. */
    final Duration sweepInterval;

    /** Reads {@code LOMS_*}; throws what {@link Environment} throws. */
    LomsConfig(Environment environment) {
        host = environment.text("LOMS_HOST", "127.0.0.1");
        grpcPort = environment.port("LOMS_GRPC_PORT", "50051");
        httpPort = environment.port("LOMS_HTTP_PORT", "8081");
        database = environment.database("LOMS");
        bootstrapServers = environment.bootstrapServers("LOMS_KAFKA_BOOTSTRAP");
        topic = environment.text("LOMS_KAFKA_TOPIC", "order_status");
        unpaidTimeout = environment.duration("LOMS_UNPAID_TIMEOUT", "PT10M");
        sweepInterval = environment.duration("LOMS_SWEEP_INTERVAL", "PT5S");
    }
}
