package shop.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.commons.Environment;

class CartConfigTest {
    private static final Map<String, String> REQUIRED =
            Map.of("CART_DB_URL", "jdbc:postgresql://db/cart", "CART_DB_USER", "cart");

    @Test
    void needsNothingButTheDatabase() {
        CartConfig config = new CartConfig(new Environment(REQUIRED));

        assertThat(config.host).isEqualTo("127.0.0.1");
        assertThat(config.port).isEqualTo(8080);
        assertThat(config.database).hasToString("cart@jdbc:postgresql://db/cart");
        assertThat(config.productUrl).isEqualTo(URI.create("http://127.0.0.1:8082"));
        assertThat(config.lomsTarget).isEqualTo("127.0.0.1:50051");
        assertThat(config.productRatePerSecond).isEqualTo(10);
        assertThat(config.workers).isEqualTo(8);
        assertThat(config.timeoutMs).isEqualTo(2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CART_DB_URL", "CART_DB_USER"})
    void namesTheVariableThatIsMissing(String name) {
        Map<String, String> env = new HashMap<>(REQUIRED);
        env.remove(name);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CartConfig(new Environment(env)))
                .withMessageStartingWith(name + " is not set: set it to ");
    }

    @ParameterizedTest
    @CsvSource({
        "CART_DB_URL, jdbc:mysql://db/cart",
        "CART_HTTP_PORT, 65536",
        "CART_HTTP_PORT, http",
        "CART_PRODUCT_URL, 127.0.0.1:8082",
        "CART_PRODUCT_URL, ftp://product",
        "CART_PRODUCT_URL, http://pro duct",
        "CART_LOMS_TARGET, loms",
        "CART_LOMS_TARGET, lo ms:50051",
        "CART_LOMS_TARGET, http://loms:50051",
        "CART_PRODUCT_RATE_PER_SECOND, 0",
        "CART_WORKERS, -1",
        "CART_HTTP_TIMEOUT_MS, 2s"
    })
    void namesTheVariableThatIsWrong(String name, String value) {
        Map<String, String> env = new HashMap<>(REQUIRED);
        env.put(name, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CartConfig(new Environment(env)))
                .withMessageStartingWith(name + "=" + value + " is not valid: set it to ");
    }
}
