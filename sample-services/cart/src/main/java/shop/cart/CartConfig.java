package shop.cart;

import java.net.URI;
import shop.commons.DatabaseConfig;
import shop.commons.Environment;

/** The settings of the service, read from environment variables. Immutable. */
final class CartConfig {
    /** Address to listen on. */
    final String host;
    /** TCP port to listen on, 0 for any free one. */
    final int port;

    final DatabaseConfig database;
    final URI productUrl;
    final String lomsTarget;
    /** How many product calls a second all copies of the service may make together. */
    final int productRatePerSecond;
    /** Threads that ask product. */
    final int workers;
    /** How long a call of a neighbour, or the wait for the permit to make it, may take, in milliseconds. */
    final int timeoutMs;

    /** Reads {@code CART_*}; throws what {@link Environment} throws. */
    CartConfig(Environment environment) {
        host = environment.text("CART_HOST", "127.0.0.1");
        port = environment.port("CART_HTTP_PORT", "8080");
        database = environment.database("CART");
        productUrl = environment.httpUrl("CART_PRODUCT_URL", "http://127.0.0.1:8082");
        lomsTarget = environment.hostAndPort("CART_LOMS_TARGET", "127.0.0.1:50051");
        productRatePerSecond = environment.number("CART_PRODUCT_RATE_PER_SECOND", "10", 1, 100_000);
        workers = environment.number("CART_WORKERS", "8", 1, 256);
        timeoutMs = environment.number("CART_HTTP_TIMEOUT_MS", "2000", 250, 60_000);
    }
}
