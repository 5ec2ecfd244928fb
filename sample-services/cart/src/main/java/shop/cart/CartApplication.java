package shop.cart;

import java.io.IOException;
import org.apache.catalina.LifecycleException;

/** All parts of the service, put together. */
final class CartApplication implements AutoCloseable {
    private final Database database;
    private final ProductWorkers products;
    private final LomsClient loms;
    private final HttpServer server;

    /**
     * Connects to the database and prepares the rest; nothing listens yet.
     *
     * @throws IOException if there is no room for temporary files
     * @throws RuntimeException if the database cannot be reached or migrated
     */
    CartApplication(CartConfig config) throws IOException {
        database = new Database(config);
        products = new ProductWorkers(limitedProducts(config), config.workers, 2L * config.timeoutMs);
        loms = new LomsClient(config.lomsTarget, config.timeoutMs);
        server = new HttpServer(config.host, config.port);
        CartRepository carts = new CartRepository(database.dataSource());
        server.map("cart", "/user/*", new CartServlet(new CartService(carts, products, loms)));
        server.map("health", "/health", new HealthServlet(database));
    }

    private Products limitedProducts(CartConfig config) {
        SharedRateLimit limit =
                new SharedRateLimit(database.dataSource(), "product", config.productRatePerSecond, config.timeoutMs);
        return new RateLimitedProducts(new HttpProducts(config.productUrl, config.timeoutMs), limit);
    }

    /**
     * Starts to listen.
     *
     * @throws LifecycleException if the port cannot be bound
     */
    void start() throws LifecycleException {
        server.start();
    }

    /** The port that is listened on, once started. */
    int port() {
        return server.port();
    }

    /** Lets the requests under way finish, then gives back what they needed. */
    @Override
    public void close() throws LifecycleException, IOException {
        server.close();
        products.close();
        loms.close();
        database.close();
    }
}
