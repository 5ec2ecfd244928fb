package shop.cart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The connection pool of the service's own database, whose tables are brought up to date first. */
final class Database implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 16;
    private static final int VALIDATION_SECONDS = 1;

    private final HikariDataSource pool;

    /**
     * Connects and migrates.
     *
     * @throws RuntimeException if the database cannot be reached or migrated
     */
    Database(CartConfig config) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("cart");
        hikari.setJdbcUrl(config.dbUrl);
        hikari.setUsername(config.dbUser);
        hikari.setPassword(config.dbPassword);
        hikari.setMaximumPoolSize(MAX_CONNECTIONS);
        hikari.setConnectionTimeout(config.timeoutMs);
        pool = new HikariDataSource(hikari);
        Flyway.configure().dataSource(pool).load().migrate();
    }

    DataSource dataSource() {
        return pool;
    }

    /** Whether a connection can be had and answers. */
    boolean isReachable() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(VALIDATION_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
