package shop.cart;

import java.net.URI;
import java.util.Map;

/** The settings of the service, read from environment variables. Immutable. */
final class CartConfig {
    final String host;
    /** TCP port to listen on, 0 for any free one. */
    final int port;

    final String dbUrl;
    final String dbUser;
    final String dbPassword;
    final URI productUrl;
    final String lomsTarget;
    /** How many product calls a second all copies of the service may make together. */
    final int productRatePerSecond;
    /** Threads that ask product. */
    final int workers;
    /** How long a call of a neighbour, or the wait for the permit to make it, may take, in milliseconds. */
    final int timeoutMs;

    /**
     * Reads {@code CART_*}; only the database has no default.
     *
     * @throws IllegalArgumentException with one line that names the variable and the remedy
     */
    CartConfig(Map<String, String> env) {
        host = env.getOrDefault("CART_HOST", "127.0.0.1");
        port = number(env, "CART_HTTP_PORT", 8080, 0, 65_535);
        dbUrl = required(env, "CART_DB_URL", "jdbc:postgresql://host:5432/cart");
        dbUser = required(env, "CART_DB_USER", "the owner of the database");
        dbPassword = env.getOrDefault("CART_DB_PASSWORD", "");
        productUrl = httpUrl(env, "CART_PRODUCT_URL", "http://127.0.0.1:8082");
        lomsTarget = hostAndPort(env, "CART_LOMS_TARGET", "127.0.0.1:50051");
        productRatePerSecond = number(env, "CART_PRODUCT_RATE_PER_SECOND", 10, 1, 100_000);
        workers = number(env, "CART_WORKERS", 8, 1, 256);
        timeoutMs = number(env, "CART_HTTP_TIMEOUT_MS", 2_000, 250, 60_000);
        if (!dbUrl.startsWith("jdbc:postgresql:")) {
            throw invalid("CART_DB_URL", dbUrl, "a PostgreSQL address such as jdbc:postgresql://host:5432/cart");
        }
    }

    private static String required(Map<String, String> env, String name, String example) {
        String value = env.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(name + " is not set: set it to " + example);
        }
        return value;
    }

    private static int number(Map<String, String> env, String name, int fallback, int min, int max) {
        String value = env.getOrDefault(name, String.valueOf(fallback));
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same remedy as for a number out of range
        }
        throw invalid(name, value, "a whole number from " + min + " to " + max);
    }

    private static URI httpUrl(Map<String, String> env, String name, String fallback) {
        String value = env.getOrDefault(name, fallback);
        try {
            URI url = URI.create(value);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // the same remedy as for an address of another kind
        }
        throw invalid(name, value, "an address such as " + fallback);
    }

    private static String hostAndPort(Map<String, String> env, String name, String fallback) {
        String value = env.getOrDefault(name, fallback);
        try {
            URI target = URI.create("//" + value);
            if (target.getHost() != null
                    && target.getPort() > 0
                    && target.getPath().isEmpty()) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            // the same remedy as for a target without a port
        }
        throw invalid(name, value, "host and port such as " + fallback);
    }

    private static IllegalArgumentException invalid(String name, String value, String remedy) {
        return new IllegalArgumentException(name + "=" + value + " is not valid: set it to " + remedy);
    }
}
