package shop.product;

import java.util.Map;
import java.util.function.Function;

/**
 * The settings of the service, read from environment variables.
 *
 * @param host address to listen on
 * @param port TCP port to listen on, 0 for any free one
 * @param faults faults in force from the start
 */
record ProductConfig(String host, int port, Faults faults) {
    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code PRODUCT_*}; what is not set has a default.
     *
     * @throws IllegalArgumentException with one line that names variable, value and remedy
     */
    static ProductConfig from(Map<String, String> env) {
        String host = env.getOrDefault("PRODUCT_HOST", "127.0.0.1");
        int port = read(env, "PRODUCT_HTTP_PORT", "8082", "a port from 0 to 65535", ProductConfig::parsePort);
        long delayMs = read(
                env,
                "PRODUCT_DELAY_MS",
                "0",
                "milliseconds from 0 to 60000",
                value -> new Faults(Long.parseLong(value), 0).delayMs());
        double errorRate = read(
                env,
                "PRODUCT_ERROR_RATE",
                "0.0",
                "a share from 0.0 to 1.0",
                value -> new Faults(0, Double.parseDouble(value)).errorRate());
        return new ProductConfig(host, port, new Faults(delayMs, errorRate));
    }

    private static int parsePort(String value) {
        int port = Integer.parseInt(value);
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException(value);
        }
        return port;
    }

    private static <T> T read(
            Map<String, String> env, String name, String fallback, String expected, Function<String, T> parser) {
        String value = env.getOrDefault(name, fallback);
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + "=" + value + " is not valid: set it to " + expected, e);
        }
    }
}
