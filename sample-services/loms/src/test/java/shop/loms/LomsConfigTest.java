package shop.loms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.commons.Environment;

class LomsConfigTest {
    @Test
    void needsOnlyDatabaseAndBroker() {
        LomsConfig config = new LomsConfig(new Environment(Map.of(
                "LOMS_DB_URL", "jdbc:postgresql://127.0.0.1/loms",
                "LOMS_DB_USER", "loms",
                "LOMS_DB_PASSWORD", "secret",
                "LOMS_KAFKA_BOOTSTRAP", "127.0.0.1:9092")));

        assertThat(config.host).isEqualTo("127.0.0.1");
        assertThat(config.grpcPort).isEqualTo(50051);
        assertThat(config.httpPort).isEqualTo(8081);
        assertThat(config.database).hasToString("loms@jdbc:postgresql://127.0.0.1/loms");
        assertThat(config.bootstrapServers).isEqualTo("127.0.0.1:9092");
        assertThat(config.topic).isEqualTo("order_status");
        assertThat(config.unpaidTimeout).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.sweepInterval).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> new LomsConfig(new Environment(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("LOMS_DB_URL is not set: set it to ");
    }
}
