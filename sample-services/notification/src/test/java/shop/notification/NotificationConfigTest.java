package shop.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.commons.DatabaseConfig;
import shop.commons.Environment;

class NotificationConfigTest {
    private final Map<String, String> variables = new HashMap<>(Map.of(
            "NOTIFICATION_DB_URL", "jdbc:postgresql://127.0.0.1/notification",
            "NOTIFICATION_DB_USER", "me",
            "NOTIFICATION_DB_PASSWORD", "secret",
            "NOTIFICATION_KAFKA_BOOTSTRAP", "127.0.0.1:9092"));

    @Test
    void needsOnlyDatabaseAndBroker() {
        assertThat(NotificationConfig.from(new Environment(variables)))
                .isEqualTo(new NotificationConfig(
                        "127.0.0.1",
                        8083,
                        new DatabaseConfig("jdbc:postgresql://127.0.0.1/notification", "me", "secret"),
                        "127.0.0.1:9092",
                        "order_status",
                        "notification"));
    }

    @Test
    void namesWhatIsMissing() {
        variables.remove("NOTIFICATION_KAFKA_BOOTSTRAP");
        assertThatThrownBy(() -> NotificationConfig.from(new Environment(variables)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("NOTIFICATION_KAFKA_BOOTSTRAP is not set: set it to ");
    }
}
