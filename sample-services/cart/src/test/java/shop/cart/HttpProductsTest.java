package shop.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProductsTest {
    private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private HttpProducts products;
    private int status = 200;
    private String body = "{\"sku\":1001,\"name\":\"Cup\",\"price\":690,\"colour\":\"white\"}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/shop/product/1001", exchange -> {
            clients.add(exchange.getRemoteAddress());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        products = new HttpProducts(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/shop"), 500);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsWhatItNeeds() {
        Product product = products.find(1001).orElseThrow();

        assertThat(product.sku).isEqualTo(1001);
        assertThat(product.name).isEqualTo("Cup");
        assertThat(product.price).isEqualTo(690);
    }

    @Test
    void tellsAnUnknownProductFromAFault() {
        status = 404;

        assertThat(products.find(1001)).isEmpty();
    }

    @Test
    void usesTheConnectionAgainWhateverTheAnswer() {
        products.find(1001);
        status = 404;
        products.find(1001);
        products.find(1001);

        assertThat(clients).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 500, 503})
    void isUnavailableOnAnyOtherAnswer(int other) {
        status = other;

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> products.find(1001))
                .withMessage("product answered " + other + " for 1001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sold out", "null", "[]", "{\"sku\":1001,\"name\":\"Cup\"}"})
    void isUnavailableWhenTheAnswerIsNoProduct(String other) {
        body = other;

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> products.find(1001));
    }

    @Test
    void isUnavailableWhenNobodyListens() {
        server.stop(0);

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> products.find(1001))
                .withMessage("product did not answer for 1001");
    }
}
