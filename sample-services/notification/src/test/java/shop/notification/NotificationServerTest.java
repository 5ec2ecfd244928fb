package shop.notification;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static shop.loms.v1.OrderStatus.ORDER_STATUS_AWAITING_PAYMENT;
import static shop.loms.v1.OrderStatus.ORDER_STATUS_NEW;
import static shop.loms.v1.OrderStatus.ORDER_STATUS_PAID;

import ch.qos.logback.classic.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import shop.commons.Environment;
import shop.infra.EmbeddedDatabases;
import shop.infra.EmbeddedKafka;
import shop.loms.v1.OrderStatus;
import shop.loms.v1.OrderStatusChanged;

/** Notification on a real database and a real broker; each test has a topic and a database of its own. */
class NotificationServerTest {
    @TempDir
    static Path temporary;

    static EmbeddedDatabases databases;
    static EmbeddedKafka kafka;
    static KafkaProducer<String, byte[]> producer;

    private final Notices notices = new Notices();
    private EmbeddedDatabases.Database database;
    private String topic;

    @BeforeAll
    static void startInfrastructure() {
        databases = EmbeddedDatabases.start(Path.of("target/postgres"));
        kafka = EmbeddedKafka.start(0, temporary.resolve("kafka"));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stopInfrastructure() {
        producer.close();
        kafka.close();
        databases.close();
    }

    @BeforeEach
    void prepare(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName().toLowerCase();
        database = databases.create(topic);
    }

    @AfterEach
    void detach() {
        notices.close();
    }

    @Test
    void notifiesOnceOfEachChangeInOrder() throws Exception {
        OrderStatusChanged created = change(1, ORDER_STATUS_NEW);
        send(1, created);
        send(1, created);
        send(2, change(2, ORDER_STATUS_NEW));
        try (NotificationServer server = start()) {
            await().atMost(30, SECONDS).until(() -> health(server) == 200);
            send(1, change(1, ORDER_STATUS_AWAITING_PAYMENT));
            send(1, created);
            send(1, change(1, ORDER_STATUS_PAID));

            await().atMost(30, SECONDS)
                    .untilAsserted(() -> assertThat(notices.about(1))
                            .containsExactly(
                                    "Order 1 of user 70 is now ORDER_STATUS_NEW",
                                    "Order 1 of user 70 is now ORDER_STATUS_AWAITING_PAYMENT",
                                    "Order 1 of user 70 is now ORDER_STATUS_PAID"));
            await().atMost(30, SECONDS)
                    .untilAsserted(() ->
                            assertThat(notices.about(2)).containsExactly("Order 2 of user 70 is now ORDER_STATUS_NEW"));
        }
    }

    @Test
    void skipsWhatItCannotRead() throws Exception {
        try (NotificationServer server = start()) {
            sendBytes("3", "hello".getBytes(StandardCharsets.UTF_8));
            sendBytes("3", null);
            send(3, change(3, ORDER_STATUS_PAID));

            await().atMost(30, SECONDS)
                    .untilAsserted(() -> assertThat(notices.about(3)).hasSize(1));
            assertThat(notices.lines(Level.WARN, "Skipped record " + topic)).hasSize(2);
            assertThat(health(server)).isEqualTo(200);
        }
    }

    @Test
    void goesOnWhereItStopped() throws Exception {
        try (NotificationServer server = start()) {
            send(4, change(4, ORDER_STATUS_NEW));
            await().atMost(30, SECONDS).until(() -> notices.about(4).size() == 1);
            assertThat(health(server)).isEqualTo(200);
        }
        // only the committed offset keeps a second member from notifying again now
        execute("TRUNCATE processed_events");
        send(4, change(4, ORDER_STATUS_PAID));
        try (NotificationServer server = start()) {
            await().atMost(30, SECONDS)
                    .untilAsserted(() -> assertThat(notices.about(4))
                            .containsExactly(
                                    "Order 4 of user 70 is now ORDER_STATUS_NEW",
                                    "Order 4 of user 70 is now ORDER_STATUS_PAID"));
            assertThat(health(server)).isEqualTo(200);
        }
    }

    @Test
    void readsABatchAgainThatTheDatabaseRefused() throws Exception {
        try (NotificationServer server = start()) {
            execute("ALTER TABLE processed_events RENAME TO away");
            send(5, change(5, ORDER_STATUS_NEW));
            send(5, change(5, ORDER_STATUS_PAID));
            await().atMost(30, SECONDS)
                    .until(() -> !notices.lines(Level.ERROR, "").isEmpty());
            assertThat(notices.about(5)).isEmpty();

            execute("ALTER TABLE away RENAME TO processed_events");
            await().atMost(30, SECONDS)
                    .untilAsserted(() -> assertThat(notices.about(5))
                            .containsExactly(
                                    "Order 5 of user 70 is now ORDER_STATUS_NEW",
                                    "Order 5 of user 70 is now ORDER_STATUS_PAID"));
            assertThat(health(server)).isEqualTo(200);
        }
    }

    @Test
    void sharesTheTopicWithASecondCopy() throws Exception {
        try (NotificationServer one = start();
                NotificationServer two = start()) {
            await().atMost(30, SECONDS).until(() -> health(one) == 200 && health(two) == 200);
            for (int order = 100; order < 120; order++) {
                send(order, change(order, ORDER_STATUS_NEW));
                send(order, change(order, ORDER_STATUS_PAID));
            }
            await().atMost(30, SECONDS).untilAsserted(() -> {
                for (int order = 100; order < 120; order++) {
                    assertThat(notices.about(order))
                            .containsExactly(
                                    "Order " + order + " of user 70 is now ORDER_STATUS_NEW",
                                    "Order " + order + " of user 70 is now ORDER_STATUS_PAID");
                }
            });
        }
    }

    private NotificationServer start() throws Exception {
        NotificationServer server = new NotificationServer(new NotificationConfig(new Environment(Map.of(
                "NOTIFICATION_HTTP_PORT", "0",
                "NOTIFICATION_DB_URL", database.url(),
                "NOTIFICATION_DB_USER", database.user(),
                "NOTIFICATION_DB_PASSWORD", database.password(),
                "NOTIFICATION_KAFKA_BOOTSTRAP", kafka.bootstrapServers(),
                "NOTIFICATION_KAFKA_TOPIC", topic,
                "NOTIFICATION_GROUP", topic))));
        server.start();
        return server;
    }

    private static int health(NotificationServer server) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.httpPort() + "/health");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private void send(long orderId, OrderStatusChanged change) throws Exception {
        sendBytes(String.valueOf(orderId), change.toByteArray());
    }

    private void sendBytes(String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key, value)).get(30, SECONDS);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            connection.createStatement().execute(sql);
        }
    }

    private static OrderStatusChanged change(long orderId, OrderStatus status) {
        return OrderStatusChanged.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setOrderId(orderId)
                .setUserId(70)
                .setStatus(status)
                .setOccurredAtMillis(System.currentTimeMillis())
                .build();
    }
}
