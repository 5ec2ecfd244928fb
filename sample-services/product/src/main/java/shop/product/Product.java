package shop.product;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the product service: the catalogue that the other services ask for names and prices. */
public final class Product {
    private static final int BAD_CONFIGURATION = 2;
    private static final Logger log = LoggerFactory.getLogger(Product.class);

    private Product() {}

    /** Runs until SIGTERM. Exit code 2: a setting is wrong, standard error names it; 1: the port cannot be bound. */
    public static void main(String[] args) {
        ProductServer server;
        try {
            server = create(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(BAD_CONFIGURATION);
            return;
        }
        try {
            server.start();
        } catch (Exception e) {
            log.error("Product cannot start", e);
            System.exit(1);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        log.info("Product listens on port {}", server.port());
    }

    /**
     * Makes a server that is not started yet.
     *
     * @param env the {@code PRODUCT_*} variables
     * @throws IllegalArgumentException with one line that names variable, value and remedy
     */
    public static ProductServer create(Map<String, String> env) {
        return new ProductServer(ProductConfig.from(env));
    }

    private static void stop(ProductServer server) {
        try {
            server.close();
            log.info("Product stopped");
        } catch (Exception e) {
            log.error("Product did not stop cleanly", e);
        }
    }
}
