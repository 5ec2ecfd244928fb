package shop.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.cart.HttpUser.Answer;
import shop.commons.Environment;
import shop.loms.v1.Item;
import shop.loms.v1.OrderCreateRequest;
import shop.product.ProductServer;

/** The whole service with a real database, the real product service, and loms behind a real gRPC server. */
class CartApplicationTest {
    private static final AtomicInteger USERS = new AtomicInteger();
    private static LomsDouble loms;
    private static ProductServer product;
    private static CartApplication application;
    private static HttpUser http;
    private static HttpUser productAdmin;

    private final String user = "/user/" + USERS.incrementAndGet();

    @BeforeAll
    static void start() throws Exception {
        loms = new LomsDouble();
        product = shop.product.Product.create(Map.of("PRODUCT_HTTP_PORT", "0"));
        product.start();
        productAdmin = new HttpUser(product.port());
        application = new CartApplication(config(Map.of("CART_PRODUCT_RATE_PER_SECOND", "1000")));
        application.start();
        http = new HttpUser(application.port());
    }

    @AfterAll
    static void stop() throws Exception {
        application.close();
        product.close();
        loms.close();
    }

    @BeforeEach
    void repairTheNeighbours() throws Exception {
        loms.reset();
        productAdmin.send("PUT", "/admin/faults?delayMs=0&errorRate=0");
    }

    private static CartConfig config(Map<String, String> settings) throws Exception {
        Map<String, String> env = Postgres.emptyDatabase();
        env.put("CART_PRODUCT_URL", "http://127.0.0.1:" + product.port());
        env.put("CART_LOMS_TARGET", loms.target());
        env.put("CART_HTTP_TIMEOUT_MS", "4000");
        env.putAll(settings);
        return new CartConfig(new Environment(env));
    }

    @Test
    void listsWhatWasAddedWithNamesAndPrices() throws Exception {
        add(1003, 1);
        add(1001, 2);
        add(1001, 3);

        assertThat(http.send("GET", user + "/cart"))
                .isEqualTo(new Answer(
                        200,
                        "{\"items\":[{\"sku\":1001,\"name\":\"Espresso cup\",\"count\":5,\"price\":690},"
                                + "{\"sku\":1003,\"name\":\"Milk jug\",\"count\":1,\"price\":1990}],\"total\":5440}"));
    }

    @Test
    void keepsTheCartsOfUsersApart() throws Exception {
        add(1001, 1);

        assertThat(http.send("GET", "/user/" + USERS.incrementAndGet() + "/cart"))
                .isEqualTo(new Answer(200, "{\"items\":[],\"total\":0}"));
    }

    @Test
    void removesOneProductOrAll() throws Exception {
        add(1001, 1);
        add(1002, 1);
        add(1003, 1);

        assertThat(http.send("DELETE", user + "/cart/1001").status()).isEqualTo(204);
        assertThat(http.send("GET", user + "/cart").body())
                .doesNotContain("1001")
                .contains("1002", "1003");

        assertThat(http.send("DELETE", user + "/cart").status()).isEqualTo(204);
        assertThat(http.send("GET", user + "/cart").body()).contains("\"items\":[]");
    }

    @Test
    void removesWhatIsNotThere() throws Exception {
        assertThat(http.send("DELETE", user + "/cart/1001").status()).isEqualTo(204);
        assertThat(http.send("DELETE", user + "/cart").status()).isEqualTo(204);
    }

    @Test
    void ordersTheCartAndEmptiesIt() throws Exception {
        add(1002, 1);
        add(1001, 2);

        assertThat(http.send("POST", user + "/checkout"))
                .isEqualTo(new Answer(200, "{\"orderId\":" + LomsDouble.FIRST_ORDER + ",\"total\":2270}"));

        assertThat(loms.orders)
                .containsExactly(OrderCreateRequest.newBuilder()
                        .setUserId(Long.parseLong(user.substring("/user/".length())))
                        .addItems(Item.newBuilder().setSku(1001).setCount(2))
                        .addItems(Item.newBuilder().setSku(1002).setCount(1))
                        .build());
        assertThat(http.send("GET", user + "/cart").body()).contains("\"items\":[]");
        assertThat(http.send("POST", user + "/checkout"))
                .isEqualTo(new Answer(409, "{\"error\":\"the cart is empty\"}"));
    }

    @Test
    void ordersOnceWhenCheckedOutTwiceAtTheSameTime() throws Exception {
        add(1001, 2);
        loms.delayMs = 200;

        CompletableFuture<Answer> first = http.sendAsync("POST", user + "/checkout");
        CompletableFuture<Answer> second = http.sendAsync("POST", user + "/checkout");

        assertThat(List.of(first.get().status(), second.get().status())).containsExactlyInAnyOrder(200, 409);
        assertThat(loms.orders).hasSize(1);
    }

    @Test
    void keepsWhatIsAddedDuringACheckout() throws Exception {
        add(1001, 1);
        loms.delayMs = 1000;
        CompletableFuture<Answer> checkout = http.sendAsync("POST", user + "/checkout");
        loms.awaitOrder();
        loms.delayMs = 0;

        add(1002, 1);

        assertThat(checkout).isNotDone();
        assertThat(checkout.get().status()).isEqualTo(200);
        assertThat(http.send("GET", user + "/cart").body()).contains("1002").doesNotContain("1001");
    }

    @Test
    void keepsTheCartWhenLomsIsOutOfStock() throws Exception {
        add(1011, 1);
        loms.failure = Status.FAILED_PRECONDITION.withDescription("sku 1011 is out of stock");

        assertThat(http.send("POST", user + "/checkout"))
                .isEqualTo(new Answer(409, "{\"error\":\"sku 1011 is out of stock\"}"));
        assertThat(http.send("GET", user + "/cart").body()).contains("1011");
    }

    @Test
    void refusesAnUnknownProduct() throws Exception {
        assertThat(http.send("POST", user + "/cart/4711?count=1"))
                .isEqualTo(new Answer(404, "{\"error\":\"unknown product 4711\"}"));
    }

    @Test
    void refusesMoreThanTheStock() throws Exception {
        add(1011, 1);

        assertThat(http.send("POST", user + "/cart/1011?count=1"))
                .isEqualTo(new Answer(409, "{\"error\":\"not enough of product 1011 in stock: 1\"}"));
        loms.stock.remove(1001);
        assertThat(http.send("POST", user + "/cart/1001?count=1").status()).isEqualTo(409);
    }

    @Test
    void refusesMoreThanAnOrderMayHold() throws Exception {
        add(1001, 1000);

        assertThat(http.send("POST", user + "/cart/1001?count=1"))
                .isEqualTo(new Answer(409, "{\"error\":\"at most 1000 pieces of a product fit into a cart\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /user/1/cart/1001, 400",
        "POST, /user/1/cart/1001?count=0, 400",
        "POST, /user/1/cart/1001?count=1001, 400",
        "POST, /user/1/cart/1001?count=many, 400",
        "POST, /user/1/cart/cup?count=1, 400",
        "POST, /user/0/cart/1001?count=1, 400",
        "GET, /user/me/cart, 400",
        "DELETE, /user/me/cart, 400",
        "POST, /user/me/checkout, 400",
        "GET, /user/1, 404",
        "POST, /user/1/basket, 404",
        "DELETE, /user/1/basket, 404",
        "GET, /nowhere, 404",
        "GET, /user/1/cart/1001, 405",
        "GET, /user/1/checkout, 405",
        "POST, /user/1/cart, 405",
        "DELETE, /user/1/checkout, 405",
        "PUT, /user/1/cart, 405"
    })
    void refusesWhatItDoesNotUnderstand(String method, String path, int status) throws Exception {
        assertThat(http.send(method, path).status()).isEqualTo(status);
    }

    @Test
    void asksForProductsInParallel() throws Exception {
        for (int sku = 1001; sku <= 1008; sku++) {
            add(sku, 1);
        }
        productAdmin.send("PUT", "/admin/faults?delayMs=250");

        long start = System.nanoTime();
        assertThat(http.send("GET", user + "/cart").status()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(7 * 250));
    }

    @Test
    void saysWhenProductFails() throws Exception {
        add(1001, 1);
        productAdmin.send("PUT", "/admin/faults?errorRate=1");

        Answer failed = new Answer(503, "{\"error\":\"product answered 500 for 1001\"}");
        assertThat(http.send("POST", user + "/cart/1001?count=1")).isEqualTo(failed);
        assertThat(http.send("GET", user + "/cart")).isEqualTo(failed);
        assertThat(http.send("POST", user + "/checkout")).isEqualTo(failed);
        assertThat(loms.orders).isEmpty();
    }

    @Test
    void doesNotWaitLongForASlowProduct() throws Exception {
        add(1001, 1);
        productAdmin.send("PUT", "/admin/faults?delayMs=8000");

        long start = System.nanoTime();
        assertThat(http.send("GET", user + "/cart"))
                .isEqualTo(new Answer(503, "{\"error\":\"product did not answer for 1001\"}"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(7000));
    }

    @Test
    void saysWhenLomsFailsAndKeepsTheCart() throws Exception {
        add(1001, 1);
        loms.failure = Status.UNAVAILABLE;

        assertThat(http.send("POST", user + "/cart/1001?count=1"))
                .isEqualTo(new Answer(503, "{\"error\":\"loms answered UNAVAILABLE\"}"));
        assertThat(http.send("POST", user + "/checkout").status()).isEqualTo(503);
        assertThat(http.send("GET", user + "/cart").body()).contains("\"count\":1");
    }

    @Test
    void doesNotWaitLongForASlowLoms() throws Exception {
        add(1001, 1);
        loms.delayMs = 8000;

        long start = System.nanoTime();
        assertThat(http.send("POST", user + "/checkout"))
                .isEqualTo(new Answer(503, "{\"error\":\"loms answered DEADLINE_EXCEEDED\"}"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(7000));
    }

    @Test
    void isHealthyWhileTheDatabaseIs() throws Exception {
        assertThat(http.send("GET", "/health")).isEqualTo(new Answer(200, "{\"status\":\"UP\"}"));
    }

    @Test
    void finishesTheRequestUnderWayWhenStopped() throws Exception {
        CartApplication stopping = new CartApplication(config(Map.of("CART_HTTP_TIMEOUT_MS", "5000")));
        stopping.start();
        HttpUser client = new HttpUser(stopping.port());
        client.send("POST", user + "/cart/1001?count=1");
        loms.delayMs = 1000;
        CompletableFuture<Answer> checkout = client.sendAsync("POST", user + "/checkout");
        loms.awaitOrder();

        stopping.close();

        assertThat(checkout.get().status()).isEqualTo(200);
    }

    private void add(int sku, int count) throws Exception {
        assertThat(http.send("POST", user + "/cart/" + sku + "?count=" + count).status())
                .isEqualTo(204);
    }
}
