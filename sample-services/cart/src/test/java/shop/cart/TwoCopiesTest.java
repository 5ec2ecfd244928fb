package shop.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.cart.HttpUser.Answer;
import shop.commons.Environment;

/** Two copies of the service on one database. */
class TwoCopiesTest {
    private static final int RATE = 10;
    private static final int PRODUCTS = 11;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Long> callsOfProduct = new CopyOnWriteArrayList<>();
    private Map<String, String> env;
    private LomsDouble loms;
    private HttpServer product;
    private CartApplication one;
    private CartApplication other;

    @BeforeEach
    void start() throws Exception {
        loms = new LomsDouble();
        product = startProduct();
        env = Postgres.emptyDatabase();
        env.put("CART_PRODUCT_URL", "http://127.0.0.1:" + product.getAddress().getPort());
        env.put("CART_LOMS_TARGET", loms.target());
        env.put("CART_PRODUCT_RATE_PER_SECOND", String.valueOf(RATE));
        env.put("CART_HTTP_TIMEOUT_MS", "5000");
        // both find an empty database, and both migrate it
        CompletableFuture<CartApplication> first = CompletableFuture.supplyAsync(this::copy, threads);
        CompletableFuture<CartApplication> second = CompletableFuture.supplyAsync(this::copy, threads);
        one = first.get();
        other = second.get();
    }

    @AfterEach
    void stop() throws Exception {
        one.close();
        other.close();
        product.stop(0);
        loms.close();
        threads.shutdownNow();
    }

    private CartApplication copy() {
        try {
            CartApplication application = new CartApplication(new CartConfig(new Environment(env)));
            application.start();
            return application;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpServer startProduct() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/product/", exchange -> {
            callsOfProduct.add(System.nanoTime());
            String sku = exchange.getRequestURI().getPath().substring("/product/".length());
            byte[] body = ("{\"sku\":" + sku + ",\"name\":\"P" + sku + "\",\"price\":100}").getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void seeTheSameCarts() throws Exception {
        new HttpUser(one.port()).send("POST", "/user/1/cart/1001?count=2");

        assertThat(new HttpUser(other.port()).send("GET", "/user/1/cart").body())
                .contains("\"count\":2");
    }

    @Test
    void shareTheRateOfCallsOfProduct() throws Exception {
        fillCart();
        TimeUnit.SECONDS.sleep(1);
        callsOfProduct.clear();

        long start = System.nanoTime();
        CompletableFuture<Answer> first = new HttpUser(one.port()).sendAsync("GET", "/user/1/cart");
        CompletableFuture<Answer> second = new HttpUser(other.port()).sendAsync("GET", "/user/1/cart");

        assertThat(first.get().status()).isEqualTo(200);
        assertThat(second.get().status()).isEqualTo(200);
        assertThat(callsOfProduct).hasSize(2 * PRODUCTS);
        // a full bucket lets RATE calls through, the others come one by one; alone, each copy would need 0.1 s
        long nanos = callsOfProduct.get(2 * PRODUCTS - 1) - start;
        assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ofMillis(1_190), Duration.ofSeconds(4));
    }

    private void fillCart() throws Exception {
        try (HikariDataSource database = CartApplication.openDatabase(new CartConfig(new Environment(env)))) {
            CartRepository carts = new CartRepository(database);
            for (int i = 0; i < PRODUCTS; i++) {
                carts.add(1, new CartItem(1001 + i, 1));
            }
        }
    }
}
