package shop.loms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static shop.loms.TestLoms.NEVER;
import static shop.loms.TestLoms.OFTEN;
import static shop.loms.TestLoms.item;
import static shop.loms.TestLoms.order;
import static shop.loms.v1.OrderStatus.ORDER_STATUS_AWAITING_PAYMENT;
import static shop.loms.v1.OrderStatus.ORDER_STATUS_CANCELLED;
import static shop.loms.v1.OrderStatus.ORDER_STATUS_FAILED;
import static shop.loms.v1.OrderStatus.ORDER_STATUS_NEW;
import static shop.loms.v1.OrderStatus.ORDER_STATUS_PAID;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.infra.EmbeddedDatabases;
import shop.infra.EmbeddedKafka;
import shop.loms.v1.Item;
import shop.loms.v1.OrderCancelRequest;
import shop.loms.v1.OrderInfoRequest;
import shop.loms.v1.OrderInfoResponse;
import shop.loms.v1.OrderPayRequest;
import shop.loms.v1.OrderStatus;
import shop.loms.v1.OrderStatusChanged;

/** Loms as its callers see it, on a real database and a real broker. */
class LomsServerTest {
    @TempDir
    static Path temporary;

    static EmbeddedDatabases databases;
    static EmbeddedDatabases.Database database;
    static EmbeddedKafka kafka;
    static TestLoms loms;

    @BeforeAll
    static void start() throws Exception {
        databases = EmbeddedDatabases.start(Path.of("target/postgres"));
        kafka = EmbeddedKafka.start(0, temporary.resolve("kafka"));
        database = databases.create("loms");
        loms = TestLoms.start(database, kafka.bootstrapServers(), NEVER, OFTEN);
    }

    @AfterAll
    static void stop() throws Exception {
        loms.close();
        kafka.close();
        databases.close();
    }

    @Test
    void reservesTheItemsOfAnOrderUntilItIsPaid() throws Exception {
        long cups = loms.stock(1001);
        long total = loms.query("SELECT total FROM stocks WHERE sku = 1001");

        long order = loms.create(7, item(1001, 3), item(1002, 1));
        assertThat(loms.stock(1001)).isEqualTo(cups - 3);
        OrderInfoResponse info = loms.grpc()
                .orderInfo(OrderInfoRequest.newBuilder().setOrderId(order).build());
        assertThat(info)
                .isEqualTo(OrderInfoResponse.newBuilder()
                        .setStatus(ORDER_STATUS_AWAITING_PAYMENT)
                        .setUserId(7)
                        .addItems(item(1001, 3))
                        .addItems(item(1002, 1))
                        .build());

        pay(order);
        pay(order);
        assertThat(loms.status(order)).isEqualTo(ORDER_STATUS_PAID);
        assertThat(loms.stock(1001)).isEqualTo(cups - 3);
        assertThat(loms.query("SELECT total FROM stocks WHERE sku = 1001")).isEqualTo(total - 3);
        fails(
                () -> cancel(order),
                Status.Code.FAILED_PRECONDITION,
                "order " + order + " is ORDER_STATUS_PAID, not awaiting payment");

        assertPublished(order, ORDER_STATUS_NEW, ORDER_STATUS_AWAITING_PAYMENT, ORDER_STATUS_PAID);
    }

    @Test
    void freesTheItemsOfACancelledOrder() throws Exception {
        long cups = loms.stock(1003);
        long order = loms.create(7, item(1003, 1000));

        cancel(order);
        cancel(order);

        assertThat(loms.status(order)).isEqualTo(ORDER_STATUS_CANCELLED);
        assertThat(loms.stock(1003)).isEqualTo(cups);
        fails(
                () -> pay(order),
                Status.Code.FAILED_PRECONDITION,
                "order " + order + " is ORDER_STATUS_CANCELLED, not awaiting payment");
        assertPublished(order, ORDER_STATUS_NEW, ORDER_STATUS_AWAITING_PAYMENT, ORDER_STATUS_CANCELLED);
    }

    @Test
    void keepsAnOrderThatFailedButReservesNothingForIt() throws Exception {
        long cups = loms.stock(1004);

        assertThatThrownBy(() -> loms.create(8, item(1004, 1), item(1011, 2)))
                .isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
                    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
                    assertThat(e.getStatus().getDescription()).endsWith("failed: sku 1011 is not in stock 2 times");
                });

        long order = loms.query("SELECT max(id) FROM orders WHERE user_id = 8");
        assertThat(loms.status(order)).isEqualTo(ORDER_STATUS_FAILED);
        assertThat(loms.stock(1004)).isEqualTo(cups);
        assertPublished(order, ORDER_STATUS_NEW, ORDER_STATUS_FAILED);
    }

    @Test
    void refusesWhatBreaksTheContractOrDoesNotExist() {
        fails(() -> loms.create(0, item(1001, 1)), Status.Code.INVALID_ARGUMENT, "user_id must be positive, is 0");
        fails(
                () -> loms.create(1, item(1001, 1), item(1002, 1001)),
                Status.Code.INVALID_ARGUMENT,
                "items[1].count must be 1 to 1000, is 1001");
        fails(() -> loms.status(999_999), Status.Code.NOT_FOUND, "there is no order 999999");
        fails(() -> pay(999_999), Status.Code.NOT_FOUND, "there is no order 999999");
        fails(() -> cancel(-1), Status.Code.INVALID_ARGUMENT, "order_id must be positive, is -1");
        fails(() -> loms.stock(4711), Status.Code.NOT_FOUND, "sku 4711 is not stocked");
    }

    @Test
    void answersHttpWithTheSameMessages() throws Exception {
        HttpResponse<String> created =
                loms.http("POST", "/order/create", "{\"userId\":9,\"items\":[{\"sku\":1005,\"count\":2}]}");
        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(created.headers().firstValue("Content-Type")).hasValue("application/json");
        long order = loms.query("SELECT max(id) FROM orders WHERE user_id = 9");
        assertThat(created.body()).isEqualTo("{\"orderId\":\"" + order + "\"}");

        assertHttp(
                "GET",
                "/order/" + order,
                200,
                "{\"status\":\"ORDER_STATUS_AWAITING_PAYMENT\",\"userId\":\"9\","
                        + "\"items\":[{\"sku\":1005,\"count\":2}]}");
        assertHttp("GET", "/stock/1005", 200, "{\"count\":\"999998\"}");
        assertHttp("POST", "/order/" + order + "/cancel", 200, "{}");
        assertHttp(
                "POST",
                "/order/" + order + "/pay",
                409,
                "{\"error\":\"order " + order + " is ORDER_STATUS_CANCELLED, not awaiting payment\"}");
        assertHttp("GET", "/order/999999", 404, "{\"error\":\"there is no order 999999\"}");
        assertHttp("GET", "/order/x", 400, "{\"error\":\"order_id must be a number, is x\"}");
        assertHttp("GET", "/stock/4294967297", 400, "{\"error\":\"sku must be 1 to 2147483647, is 4294967297\"}");
        assertThat(loms.http("POST", "/order/" + order + "/ship", "").statusCode())
                .isEqualTo(404);
        assertThat(loms.http("POST", "/order/create", "{\"user\":9}").body())
                .startsWith("{\"error\":\"body is no order: ");
        assertHttp("GET", "/health", 200, "{\"status\":\"UP\"}");
    }

    @Test
    void neverSellsMoreThanThereIs() throws Exception {
        ExecutorService customers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                attempts.add(customers.submit(this::buysTheLastOneAndMore));
            }
            int bought = 0;
            for (Future<Boolean> attempt : attempts) {
                bought += attempt.get() ? 1 : 0;
            }
            assertThat(bought).isEqualTo(1);
            assertThat(loms.stock(1011)).isZero();
            assertThat(loms.query("SELECT reserved FROM stocks WHERE sku = 1006"))
                    .isEqualTo(1);
        } finally {
            customers.shutdownNow();
        }
    }

    /** Names the items in any order: transactions that locked them as they come would block one another. */
    private boolean buysTheLastOneAndMore() {
        boolean reversed = ThreadLocalRandom.current().nextBoolean();
        Item more = item(1006, 1);
        Item last = item(1011, 1);
        try {
            loms.create(10, reversed ? last : more, reversed ? more : last);
            return true;
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            return false;
        }
    }

    @Test
    void cancelsUnpaidOrdersOnceThoughTwoCopiesLookForThem() throws Exception {
        EmbeddedDatabases.Database shared = databases.create("loms_copies");
        Duration timeout = Duration.ofSeconds(1);
        try (TestLoms one = TestLoms.start(shared, kafka.bootstrapServers(), timeout, OFTEN);
                TestLoms two = TestLoms.start(shared, kafka.bootstrapServers(), timeout, OFTEN)) {
            for (int i = 0; i < 20; i++) {
                one.create(11, item(1007, 2));
            }
            long paid = two.create(11, item(1007, 2));
            two.grpc().orderPay(OrderPayRequest.newBuilder().setOrderId(paid).build());

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> one.query("SELECT count(*) FROM orders WHERE status = 'CANCELLED'") == 20);
            assertThat(two.status(paid)).isEqualTo(ORDER_STATUS_PAID);
            assertThat(one.stock(1007)).isEqualTo(999_998);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> one.query("SELECT count(*) FROM outbox WHERE sent_at IS NULL") == 0);
            assertThat(one.query("SELECT count(*) FROM outbox")).isEqualTo(21 * 3);
        }
    }

    private static void assertPublished(long order, OrderStatus... statuses) throws Exception {
        try (StatusTopic topic = new StatusTopic(kafka.bootstrapServers())) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(topic.changes(order))
                            .extracting(OrderStatusChanged::getStatus)
                            .containsExactly(statuses));
            Set<UUID> events = new HashSet<>();
            for (OrderStatusChanged change : topic.changes(order)) {
                events.add(UUID.fromString(change.getEventId()));
                assertThat(change.getUserId()).isPositive();
                assertThat(change.getOccurredAtMillis()).isCloseTo(System.currentTimeMillis(), within(60_000L));
            }
            assertThat(events).hasSize(statuses.length);
        }
    }

    private static void assertHttp(String method, String path, int status, String body) throws Exception {
        HttpResponse<String> response = loms.http(method, path, "");
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private static void pay(long order) {
        loms.grpc().orderPay(OrderPayRequest.newBuilder().setOrderId(order).build());
    }

    private static void cancel(long order) {
        loms.grpc()
                .orderCancel(OrderCancelRequest.newBuilder().setOrderId(order).build());
    }

    private static void fails(ThrowingCallable call, Status.Code code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
            assertThat(e.getStatus().getCode()).isEqualTo(code);
            assertThat(e.getStatus().getDescription()).isEqualTo(message);
        });
    }
}
