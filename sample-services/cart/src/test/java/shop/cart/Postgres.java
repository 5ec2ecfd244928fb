package shop.cart;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL server for all tests of this JVM, which ends with it. */
final class Postgres {
    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Postgres() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an empty database and returns the variables that lead to it. */
    static Map<String, String> emptyDatabase() throws SQLException {
        String name = "cart_" + DATABASES.incrementAndGet();
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return environment(SERVER, name);
    }

    static Map<String, String> environment(EmbeddedPostgres server, String database) {
        Map<String, String> env = new HashMap<>();
        env.put("CART_DB_URL", "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database);
        env.put("CART_DB_USER", "postgres");
        env.put("CART_HTTP_PORT", "0");
        return env;
    }
}
