package shop.notification;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shop.commons.HealthServlet;
import shop.commons.HttpServer;
import shop.commons.Resources;
import shop.commons.Service;

/** Notification on its database and its Kafka topic. */
final class NotificationServer implements Service {
    private static final Logger log = LoggerFactory.getLogger(NotificationServer.class);

    private final NotificationConfig config;
    private final Resources resources = new Resources();
    private HttpServer http;

    NotificationServer(NotificationConfig config) {
        this.config = config;
    }

    @Override
    public synchronized void start() throws Exception {
        HikariDataSource dataSource = resources.add(config.database.open("notification"));
        StatusConsumer consumer = resources.add(new StatusConsumer(kafkaConsumer(), new ProcessedEvents(dataSource)));
        consumer.start(config.topic);
        http = resources
                .add(new HttpServer(config.host, config.httpPort))
                .serve("/health", new HealthServlet(dataSource, consumer::joined));
        http.start();
        log.info("Notification reads {}, /health is on port {}", config.topic, httpPort());
    }

    private KafkaConsumer<String, byte[]> kafkaConsumer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // a new group notifies of all there is: what was published before it existed, too
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    int httpPort() {
        return http.port();
    }

    /** Finishes the batch under way, leaves the consumer group, and disconnects. */
    @Override
    public synchronized void close() throws Exception {
        resources.close();
    }
}
