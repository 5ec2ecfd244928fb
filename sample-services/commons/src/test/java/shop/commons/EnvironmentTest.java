package shop.commons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    @Test
    void fallsBackWhereNothingIsSet() {
        Environment environment = new Environment(Map.of("A", ""));

        assertThat(environment.text("A", "x")).isEqualTo("x");
        assertThat(environment.port("B", "8081")).isEqualTo(8081);
        assertThat(environment.duration("C", "PT10M")).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void readsWhatIsSet() {
        Environment environment = new Environment(Map.of(
                "A", "x",
                "B", "0",
                "C", "PT0.5S",
                "K", "a:9092,[::1]:9093",
                "S_DB_URL", "jdbc:postgresql://127.0.0.1:5432/shop",
                "S_DB_USER", "me",
                "S_DB_PASSWORD", "secret"));

        assertThat(environment.text("A", "y")).isEqualTo("x");
        assertThat(environment.port("B", "8081")).isZero();
        assertThat(environment.duration("C", "PT10M")).isEqualTo(Duration.ofMillis(500));
        assertThat(environment.bootstrapServers("K")).isEqualTo("a:9092,[::1]:9093");
        assertThat(environment.database("S")).hasToString("me@jdbc:postgresql://127.0.0.1:5432/shop");
    }

    @Test
    void namesTheVariableAndTheRemedy() {
        Environment environment = new Environment(Map.of(
                "PORT",
                "66000",
                "WORD",
                "many",
                "TIMEOUT",
                "10m",
                "NONE",
                "PT0S",
                "BROKER",
                "localhost",
                "S_DB_URL",
                "db"));

        refuses(() -> environment.port("PORT", "1"), "PORT=66000 is not valid: set it to a port from 0 to 65535");
        refuses(() -> environment.port("WORD", "1"), "WORD=many is not valid: set it to a port from 0 to 65535");
        refuses(
                () -> environment.duration("TIMEOUT", "PT1S"),
                "TIMEOUT=10m is not valid: set it to a duration such as PT30S or PT10M");
        refuses(
                () -> environment.duration("NONE", "PT1S"),
                "NONE=PT0S is not valid: set it to a duration such as PT30S or PT10M");
        refuses(
                () -> environment.bootstrapServers("BROKER"),
                "BROKER=localhost is not valid: set it to host:port of a Kafka broker, such as 127.0.0.1:9092");
        refuses(
                () -> environment.bootstrapServers("BROKERS"),
                "BROKERS is not set: set it to host:port of a Kafka broker, such as 127.0.0.1:9092");
        refuses(
                () -> environment.database("S"),
                "S_DB_URL=db is not valid: set it to a JDBC URL such as jdbc:postgresql://127.0.0.1:5432/shop");
        refuses(
                () -> environment.database("T"),
                "T_DB_URL is not set: set it to a JDBC URL such as jdbc:postgresql://127.0.0.1:5432/shop");
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
