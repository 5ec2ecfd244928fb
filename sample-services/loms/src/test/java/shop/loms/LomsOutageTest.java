package shop.loms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static shop.loms.TestLoms.NEVER;
import static shop.loms.TestLoms.OFTEN;
import static shop.loms.TestLoms.item;
import static shop.loms.v1.OrderStatus.ORDER_STATUS_AWAITING_PAYMENT;
import static shop.loms.v1.OrderStatus.ORDER_STATUS_NEW;
import static shop.loms.v1.OrderStatus.ORDER_STATUS_PAID;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.infra.EmbeddedDatabases;
import shop.infra.EmbeddedKafka;
import shop.loms.v1.OrderPayRequest;
import shop.loms.v1.OrderStatusChanged;

/** What becomes of orders while the broker or the database is away. */
class LomsOutageTest {
    @TempDir
    Path temporary;

    @Test
    void takesOrdersWithoutABrokerAndPublishesThemWhenItIsBack() throws Exception {
        int port = freePort();
        try (EmbeddedDatabases databases = EmbeddedDatabases.start(Path.of("target/postgres"));
                TestLoms loms = TestLoms.start(databases.create("loms"), "127.0.0.1:" + port, NEVER, OFTEN)) {
            long start = System.nanoTime();
            long order = loms.create(7, item(1001, 1));
            loms.grpc().orderPay(OrderPayRequest.newBuilder().setOrderId(order).build());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            assertThat(loms.query("SELECT count(*) FROM outbox WHERE sent_at IS NULL"))
                    .isEqualTo(3);

            try (EmbeddedKafka kafka = EmbeddedKafka.start(port, temporary.resolve("kafka"));
                    StatusTopic topic = new StatusTopic(kafka.bootstrapServers())) {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(topic.changes(order))
                                .extracting(OrderStatusChanged::getStatus)
                                .containsExactly(ORDER_STATUS_NEW, ORDER_STATUS_AWAITING_PAYMENT, ORDER_STATUS_PAID));
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> loms.query("SELECT count(*) FROM outbox WHERE sent_at IS NULL") == 0);
            }

            databases.close();
            assertThatThrownBy(() -> loms.status(order))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            e -> assertThat(e.getStatus().getCode())
                                    .isIn(Status.Code.UNAVAILABLE, Status.Code.INTERNAL));
            assertThat(loms.http("GET", "/health", "").statusCode()).isEqualTo(503);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
