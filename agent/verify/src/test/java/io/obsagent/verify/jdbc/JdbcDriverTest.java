package io.obsagent.verify.jdbc;

import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** One span for each statement sent, whatever the driver, and the rows that came back, against real databases. */
class JdbcDriverTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @LibraryVersions("h2")
    void h2(Library driver) {
        new JdbcContract(Map.of("db.system.name", "h2database", "db.namespace", "shop"), "42S02", "upper")
                .verify("jdbc:h2:mem:shop", "jdbc:h2:mem:shop", "sa", driver);
    }

    @ParameterizedTest
    @LibraryVersions("hsqldb")
    void hsqldb(Library driver) {
        new JdbcContract(Map.of("db.system.name", "hsqldb", "db.namespace", "shop"), "42501", "upper")
                .verify("jdbc:hsqldb:mem:shop", "jdbc:hsqldb:mem:shop", "sa", driver);
    }

    @ParameterizedTest
    @LibraryVersions("derby")
    void derby(Library driver) {
        String function = "SYSCS_UTIL.SYSCS_GET_DATABASE_PROPERTY";
        new JdbcContract(Map.of("db.system.name", "derby", "db.namespace", "shop"), "42X05", function)
                .verify("jdbc:derby:memory:shop;create=true", "jdbc:derby:memory:shop;create=true", "sa", driver);
    }

    @ParameterizedTest
    @LibraryVersions("sqlite")
    void sqlite(Library driver) {
        String file = directory.resolve("shop").toString();
        String failure = driver.isAtLeast("3.20.0") ? "org.sqlite.SQLiteException" : "java.sql.SQLException";
        new JdbcContract(Map.of("db.system.name", "sqlite", "db.namespace", file), failure, null)
                .verify("jdbc:sqlite:" + file + "-plain", "jdbc:sqlite:" + file, "", driver);
    }

    @ParameterizedTest
    @LibraryVersions("postgresql")
    void postgresql(Library driver) throws Exception {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start()) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database plain");
                statement.execute("create database observed");
            }
            String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/";
            Map<String, Object> database = Map.of(
                    "db.system.name", "postgresql",
                    "db.namespace", "observed",
                    "server.address", "localhost",
                    "server.port", (long) postgres.getPort());
            new JdbcContract(database, "42P01", "upper").verify(url + "plain", url + "observed", "postgres", driver);
        }
    }

    @ParameterizedTest
    @LibraryVersions({"mariadb", "mysql"})
    void mariadb(Library driver) throws Exception {
        try (MariaDb server = MariaDb.start(directory)) {
            String url = "jdbc:" + driver.key() + "://127.0.0.1:" + server.port() + "/";
            Map<String, Object> database = Map.of(
                    "db.system.name",
                    MariaDb.system(driver),
                    "db.namespace",
                    "observed",
                    "server.address",
                    "127.0.0.1",
                    "server.port",
                    (long) server.port());
            String options = driver.key().equals("mysql") ? "?useSSL=false" : "?sslMode=disable";
            new JdbcContract(database, "42S02", "shout")
                    .verify(url + "plain" + options, url + "observed" + options, "shop", driver);
        }
    }
}
