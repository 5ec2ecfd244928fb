package shop.commons;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Settings out of environment variables; a variable that is empty counts as not set. Every method throws
 * {@link IllegalArgumentException} with one line that names the variable, its value and the remedy.
 */
public final class Environment {
    private static final int MAX_PORT = 65_535;

    private final Map<String, String> variables;

    public Environment(Map<String, String> variables) {
        this.variables = new HashMap<>(variables);
    }

    /** The value as it is. */
    public String text(String name, String fallback) {
        return read(name, fallback, "a text", Function.identity());
    }

    /** A TCP port; 0 means any free one. */
    public int port(String name, String fallback) {
        return read(name, fallback, "a port from 0 to " + MAX_PORT, Environment::parsePort);
    }

    /** A whole number within bounds, both included. */
    public int number(String name, String fallback, int min, int max) {
        return read(name, fallback, "a whole number from " + min + " to " + max, value -> parse(value, min, max));
    }

    /** A positive ISO 8601 duration. */
    public Duration duration(String name, String fallback) {
        return read(name, fallback, "a duration such as PT30S or PT10M", Environment::parseDuration);
    }

    /** The address of an HTTP server. */
    public URI httpUrl(String name, String fallback) {
        return read(name, fallback, "an address such as " + fallback, value -> {
            URI url = URI.create(value);
            require(url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme())));
            return url;
        });
    }

    /** The address of a server that has no scheme. */
    public String hostAndPort(String name, String fallback) {
        return read(name, fallback, "host and port such as " + fallback, value -> {
            URI target = URI.create("//" + value);
            require(target.getHost() != null
                    && target.getPort() > 0
                    && target.getPath().isEmpty());
            return value;
        });
    }

    /** The database {@code {prefix}_DB_URL}, {@code _USER} and {@code _PASSWORD} name; not all have a password. */
    public DatabaseConfig database(String prefix) {
        String url =
                read(prefix + "_DB_URL", null, "a JDBC URL such as jdbc:postgresql://127.0.0.1:5432/shop", value -> {
                    require(value.startsWith("jdbc:postgresql:"));
                    return value;
                });
        String user = read(prefix + "_DB_USER", null, "the database user", Function.identity());
        String password = text(prefix + "_DB_PASSWORD", "");
        return new DatabaseConfig(url, user, password);
    }

    /** The brokers to connect to first: {@code host:port}, separated by commas. */
    public String bootstrapServers(String name) {
        return read(name, null, "host:port of a Kafka broker, such as 127.0.0.1:9092", value -> {
            for (String broker : value.split(",", -1)) {
                int colon = broker.lastIndexOf(':');
                require(colon > 0);
                parsePort(broker.substring(colon + 1));
            }
            return value;
        });
    }

    private <T> T read(String name, String fallback, String expected, Function<String, T> parser) {
        String value = variables.get(name);
        if (value == null || value.isEmpty()) {
            value = fallback;
        }
        if (value == null) {
            throw new IllegalArgumentException(name + " is not set: set it to " + expected);
        }
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException(name + "=" + value + " is not valid: set it to " + expected, e);
        }
    }

    private static int parsePort(String value) {
        return parse(value, 0, MAX_PORT);
    }

    private static int parse(String value, int min, int max) {
        int number = Integer.parseInt(value);
        require(number >= min && number <= max);
        return number;
    }

    private static Duration parseDuration(String value) {
        Duration duration = Duration.parse(value);
        require(!duration.isNegative() && !duration.isZero());
        return duration;
    }

    private static void require(boolean valid) {
        if (!valid) {
            throw new IllegalArgumentException();
        }
    }
}
