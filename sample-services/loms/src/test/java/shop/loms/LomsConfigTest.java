package shop.loms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.commons.DatabaseConfig;
import shop.commons.Environment;

class LomsConfigTest {
    @Test
    void needsOnlyDatabaseAndBroker() {
        LomsConfig config = LomsConfig.from(new Environment(Map.of(
                "LOMS_DB_URL", "jdbc:postgresql://127.0.0.1/loms",
                "LOMS_DB_USER", "loms",
                "LOMS_DB_PASSWORD", "secret",
                "LOMS_KAFKA_BOOTSTRAP", "127.0.0.1:9092")));

        assertThat(config)
                .isEqualTo(new LomsConfig(
                        "127.0.0.1",
                        50051,
                        8081,
                        new DatabaseConfig("jdbc:postgresql://127.0.0.1/loms", "loms", "secret"),
                        "127.0.0.1:9092",
                        "order_status",
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(5)));
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> LomsConfig.from(new Environment(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("LOMS_DB_URL is not set: set it to ");
    }
}
