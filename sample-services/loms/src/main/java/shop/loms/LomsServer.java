package shop.loms;

import com.zaxxer.hikari.HikariDataSource;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shop.commons.HealthServlet;
import shop.commons.HttpServer;
import shop.commons.Resources;
import shop.commons.Service;

/** Loms on its database, its Kafka topic and its two ports. */
final class LomsServer implements Service {
    private static final Logger log = LoggerFactory.getLogger(LomsServer.class);
    private static final int STOP_TIMEOUT_SECONDS = 10;

    private final LomsConfig config;
    private final Resources resources = new Resources();
    private Server grpc;
    private HttpServer http;

    LomsServer(LomsConfig config) {
        this.config = config;
    }

    @Override
    public synchronized void start() throws Exception {
        HikariDataSource dataSource = resources.add(config.database.open("loms"));
        Transactions transactions = new Transactions(dataSource);
        StatusRelay relay = relay(transactions);
        OrderService orders = new OrderService(transactions, relay::publishSoon);

        Sweeper sweeper = resources.add(new Sweeper(config.sweepInterval));
        sweeper.repeat("Cancelling unpaid orders", () -> orders.cancelUnpaid(config.unpaidTimeout));
        sweeper.repeat("Publishing left over changes", () -> relay.publishLeftOver(config.sweepInterval));

        grpc = NettyServerBuilder.forAddress(new InetSocketAddress(config.host, config.grpcPort))
                .addService(new LomsGrpcService(orders))
                .build()
                .start();
        resources.add(() -> stop(grpc));
        http = resources
                .add(new HttpServer(config.host, config.httpPort))
                .serve("/order/*", new OrderServlet(orders))
                .serve("/stock/*", new StockServlet(orders))
                .serve("/health", new HealthServlet(dataSource, () -> true));
        http.start();
        log.info("Loms listens on port {} for gRPC and {} for HTTP", grpcPort(), httpPort());
    }

    private StatusRelay relay(Transactions transactions) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "loms");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // give up early: the outbox keeps what could not be sent
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        KafkaProducer<String, byte[]> producer =
                resources.add(new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
        return resources.add(new StatusRelay(transactions, producer, config.topic));
    }

    int grpcPort() {
        return grpc.getPort();
    }

    int httpPort() {
        return http.port();
    }

    /** Lets requests under way finish, publishes their changes, and disconnects. */
    @Override
    public synchronized void close() throws Exception {
        resources.close();
    }

    private static void stop(Server grpc) throws InterruptedException {
        if (!grpc.shutdown().awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            grpc.shutdownNow();
        }
    }
}
