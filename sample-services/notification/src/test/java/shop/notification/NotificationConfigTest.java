package shop.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.commons.Environment;

class NotificationConfigTest {
    private final Map<String, String> variables = new HashMap<>(Map.of(
            "NOTIFICATION_DB_URL", "jdbc:postgresql://127.0.0.1/notification",
            "NOTIFICATION_DB_USER", "me",
            "NOTIFICATION_DB_PASSWORD", "secret",
            "NOTIFICATION_KAFKA_BOOTSTRAP", "127.0.0.1:9092"));

    @Test
    void needsOnlyDatabaseAndBroker() {
        NotificationConfig config = new NotificationConfig(new Environment(variables));

        assertThat(config.host).isEqualTo("127.0.0.1");
        assertThat(config.httpPort).isEqualTo(8083);
        assertThat(config.database).hasToString("me@jdbc:postgresql://127.0.0.1/notification");
        assertThat(config.bootstrapServers).isEqualTo("127.0.0.1:9092");
        assertThat(config.topic).isEqualTo("order_status");
        assertThat(config.group).isEqualTo("notification");
    }

    @Test
    void namesWhatIsMissing() {
        variables.remove("NOTIFICATION_KAFKA_BOOTSTRAP");
        assertThatThrownBy(() -> new NotificationConfig(new Environment(variables)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("NOTIFICATION_KAFKA_BOOTSTRAP is not set: set it to ");
    }
}
