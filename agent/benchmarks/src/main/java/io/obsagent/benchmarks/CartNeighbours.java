package io.obsagent.benchmarks;

import io.obsagent.benchmarks.Options.Part;
import io.obsagent.benchmarks.Subject.Request;
import io.obsagent.benchmarks.jvm.Jvm;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** What the sample service cart needs around it: a real PostgreSQL and the sample service product, without agents. */
final class CartNeighbours implements AutoCloseable {

    private final Layout layout;
    private final EmbeddedPostgres postgres;
    private final Jvm product;
    private final int productPort;

    /** Starts them. */
    CartNeighbours(Layout layout) throws IOException {
        this.layout = layout;
        Path directory = Files.createDirectories(layout.work().resolve("postgres"));
        productPort = Ports.free();
        product = Jvm.start(
                List.of("-Xmx128m", "-jar", layout.sample("product").toString()),
                Map.of("PRODUCT_HTTP_PORT", String.valueOf(productPort)),
                layout.work().resolve("product.log"));
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.toFile())
                .setDataDirectory(Files.createTempDirectory(directory, "data-"))
                .start();
    }

    /** The service between them. */
    Subject cart() {
        return new Subject(
                Part.CART,
                "sample cart",
                List.of("-jar", layout.sample("cart").toString()),
                Map.of(
                        "CART_HTTP_PORT",
                        Subject.PORT,
                        "CART_DB_URL",
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "CART_DB_USER",
                        "postgres",
                        "CART_PRODUCT_URL",
                        "http://127.0.0.1:" + productPort,
                        "CART_PRODUCT_RATE_PER_SECOND",
                        "100000"),
                "/user/1/cart",
                List.of(
                        new Request("empty cart (one SELECT)", "/user/1/cart", 2),
                        new Request("three products (4 SQL, 3 HTTP)", "/user/2/cart", 8)));
    }

    /** Fills the cart of the second user; the service must have created its tables. */
    void fill() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO cart_item (user_id, sku, count) VALUES (2, 1001, 1), (2, 1002, 2), (2, 1003, 3)");
        }
    }

    @Override
    public void close() throws IOException {
        product.close();
        postgres.close();
    }
}
