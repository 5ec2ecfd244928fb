package shop.commons;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;

/** Where a service's database is. Immutable. */
public final class DatabaseConfig {
    private static final long FIRST_CONNECTION_TIMEOUT_MS = TimeUnit.SECONDS.toMillis(30);
    private static final long CONNECTION_TIMEOUT_MS = TimeUnit.SECONDS.toMillis(5);

    private final String url;
    private final String user;
    private final String password;

    /**
     * Makes the settings.
     *
     * @param url      a JDBC URL
     * @param user     the owner of the database
     * @param password never null
     */
    public DatabaseConfig(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Opens a pool as {@link #open(String, Consumer)} does, without a change. */
    public HikariDataSource open(String poolName) {
        return open(poolName, pool -> {});
    }

    /**
     * Opens a pool of connections and brings the schema up to date by the migrations under {@code db/migration}. Waits up
     * to 30 seconds for a database that is still starting, and then 5 seconds for a connection.
     *
     * @param poolName also the name of the pool's threads
     * @param adjust   changes what else the pool is to be
     * @throws RuntimeException if there is no connection, or a migration fails; nothing stays open then
     */
    public HikariDataSource open(String poolName, Consumer<HikariConfig> adjust) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(poolName);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        config.setInitializationFailTimeout(FIRST_CONNECTION_TIMEOUT_MS);
        adjust.accept(config);
        HikariDataSource dataSource = new HikariDataSource(config);
        try {
            Flyway.configure().dataSource(dataSource).load().migrate();
        } catch (RuntimeException e) {
            dataSource.close();
            throw e;
        }
        return dataSource;
    }

    /** Without the password: a log is no place for it. */
    @Override
    public String toString() {
        return user + "@" + url;
    }
}
