package shop.cart;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shop.commons.DatabaseConfig;
import shop.commons.HealthServlet;
import shop.commons.Resources;
import shop.commons.Service;

/** All parts of the service, put together. */
final class CartApplication implements Service {
    private static final Logger log = LoggerFactory.getLogger(CartApplication.class);
    private static final int MAX_CONNECTIONS = 16;

    private final CartConfig config;
    private final Resources resources = new Resources();
    private HttpServer http;

    CartApplication(CartConfig config) {
        this.config = config;
    }

    @Override
    public synchronized void start() throws Exception {
        DataSource dataSource = resources.add(openDatabase(config));
        LomsClient loms = resources.add(new LomsClient(config.lomsTarget, config.timeoutMs));
        ProductWorkers products =
                resources.add(new ProductWorkers(limitedProducts(dataSource), config.workers, 2L * config.timeoutMs));
        CartService carts = new CartService(new CartRepository(dataSource), products, loms);
        http = resources.add(new HttpServer(config.host, config.port));
        http.map("cart", "/user/*", new CartServlet(carts));
        http.map("health", "/health", new HealthServlet(dataSource, () -> true));
        http.start();
        log.info("Cart listens on port {}", port());
    }

    /** Throws what {@link DatabaseConfig#open} throws. */
    static HikariDataSource openDatabase(CartConfig config) {
        return config.database.open("cart", pool -> {
            pool.setMaximumPoolSize(MAX_CONNECTIONS);
            pool.setConnectionTimeout(config.timeoutMs);
            pool.setInitializationFailTimeout(config.timeoutMs);
        });
    }

    private Products limitedProducts(DataSource dataSource) {
        SharedRateLimit limit =
                new SharedRateLimit(dataSource, "product", config.productRatePerSecond, config.timeoutMs);
        return new RateLimitedProducts(new HttpProducts(config.productUrl, config.timeoutMs), limit);
    }

    /** The port that is listened on, once started. */
    int port() {
        return http.port();
    }

    /** Lets the requests under way finish, then gives back what they needed. */
    @Override
    public synchronized void close() throws Exception {
        resources.close();
    }
}
