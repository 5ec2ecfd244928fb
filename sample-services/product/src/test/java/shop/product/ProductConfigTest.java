package shop.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductConfigTest {
    @Test
    void hasDefaultsForEverything() {
        assertThat(ProductConfig.from(Map.of())).isEqualTo(new ProductConfig("127.0.0.1", 8082, new Faults(0, 0.0)));
    }

    @Test
    void readsTheEnvironment() {
        Map<String, String> env = Map.of(
                "PRODUCT_HOST", "127.0.0.2",
                "PRODUCT_HTTP_PORT", "18082",
                "PRODUCT_DELAY_MS", "250",
                "PRODUCT_ERROR_RATE", "0.5");

        assertThat(ProductConfig.from(env)).isEqualTo(new ProductConfig("127.0.0.2", 18082, new Faults(250, 0.5)));
    }

    @ParameterizedTest
    @CsvSource({
        "PRODUCT_HTTP_PORT, http, a port from 0 to 65535",
        "PRODUCT_HTTP_PORT, 65536, a port from 0 to 65535",
        "PRODUCT_DELAY_MS, -1, milliseconds from 0 to 60000",
        "PRODUCT_DELAY_MS, 1s, milliseconds from 0 to 60000",
        "PRODUCT_ERROR_RATE, 1.1, a share from 0.0 to 1.0",
        "PRODUCT_ERROR_RATE, NaN, a share from 0.0 to 1.0"
    })
    void namesTheBadVariableAndTheRemedy(String name, String value, String remedy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProductConfig.from(Map.of(name, value)))
                .withMessage("%s=%s is not valid: set it to %s", name, value, remedy);
    }
}
