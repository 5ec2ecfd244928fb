package shop.cart;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Starts the cart service: the carts of the shop's users, up to the check-out. */
public final class Cart {
    private static final int CANNOT_START = 1;
    private static final int BAD_CONFIGURATION = 2;
    private static final Logger log = LoggerFactory.getLogger(Cart.class);

    private Cart() {}

    /**
     * Runs until SIGTERM. Exit code 2: a setting is wrong, standard error names it; 1: the database cannot be reached
     * or the port not be bound.
     */
    public static void main(String[] args) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        CartConfig config;
        try {
            config = new CartConfig(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(BAD_CONFIGURATION);
            return;
        }
        try {
            start(config);
        } catch (Exception e) {
            log.error("Cart cannot start", e);
            System.exit(CANNOT_START);
        }
    }

    private static void start(CartConfig config) throws Exception {
        CartApplication application = new CartApplication(config);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(application), "stop"));
        application.start();
        log.info("Cart listens on port {}", application.port());
    }

    private static void stop(CartApplication application) {
        try {
            application.close();
            log.info("Cart stopped");
        } catch (Exception e) {
            log.error("Cart did not stop cleanly", e);
        }
    }
}
