package io.obsagent.verify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Branches of XA transactions: one span for each statement, and one for each phase of their end, whatever statements a
 * driver makes of it. To begin a branch and to leave it is none.
 */
class JdbcXaTest {

    /** What ends a branch. */
    private static final Set<String> PHASES = Set.of("PREPARE", "COMMIT", "ROLLBACK");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @LibraryVersions("h2")
    void h2(Library driver) {
        String[] source = {"org.h2.jdbcx.JdbcDataSource", "URL=jdbc:h2:mem:shop", "user=sa"};
        verify("h2database", "shop", source, source, driver);
    }

    @ParameterizedTest
    @LibraryVersions("hsqldb")
    void hsqldb(Library driver) {
        String[] source = {"org.hsqldb.jdbc.pool.JDBCXADataSource", "url=jdbc:hsqldb:mem:shop", "user=sa"};
        verify("hsqldb", "shop", source, source, driver);
    }

    @ParameterizedTest
    @LibraryVersions("derby")
    void derby(Library driver) {
        String[] source = {
            "org.apache.derby.jdbc.EmbeddedXADataSource", "databaseName=memory:shop", "createDatabase=create"
        };
        verify("derby", "shop", source, source, driver);
    }

    @ParameterizedTest
    @LibraryVersions("postgresql")
    void postgresql(Library driver) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("max_prepared_transactions", "10")
                .start()) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database plain");
                statement.execute("create database observed");
            }
            verify(
                    "postgresql",
                    "observed",
                    postgresSource("plain", postgres.getPort()),
                    postgresSource("observed", postgres.getPort()),
                    driver);
        }
    }

    private static String[] postgresSource(String database, int port) {
        return new String[] {
            "org.postgresql.xa.PGXADataSource",
            "serverName=localhost",
            "portNumber=" + port,
            "databaseName=" + database,
            "user=postgres"
        };
    }

    @ParameterizedTest
    @LibraryVersions({"mariadb", "mysql"})
    void mariadb(Library driver) throws Exception {
        try (MariaDb server = MariaDb.start(directory)) {
            verify(
                    MariaDb.system(driver),
                    "observed",
                    mariadbSource(driver, server, "plain"),
                    mariadbSource(driver, server, "observed"),
                    driver);
        }
    }

    private static String[] mariadbSource(Library driver, MariaDb server, String database) {
        boolean mysql = driver.key().equals("mysql");
        String url = "url=jdbc:" + driver.key() + "://127.0.0.1:" + server.port() + "/" + database
                + (mysql ? "?useSSL=false" : "?sslMode=disable");
        String source = !mysql
                ? driver.isAtLeast("1.2") ? "org.mariadb.jdbc.MariaDbDataSource" : "org.mariadb.jdbc.MySQLDataSource"
                : driver.isAtLeast("8.0.0")
                        ? "com.mysql.cj.jdbc.MysqlXADataSource"
                        : "com.mysql.jdbc.jdbc2.optional.MysqlXADataSource";
        return new String[] {source, url, "user=shop"};
    }

    private static void verify(String system, String namespace, String[] plain, String[] observed, Library driver) {
        List<String> expected = AppRun.outputWithoutAgent(app(plain, driver));

        try (AppRun run = AppRun.withAgent(app(observed, driver))) {
            assertThat(run.output()).isEqualTo(expected);
            List<ReceivedSpan> spans = run.takeAll(13);
            assertThat(spans)
                    .extracting(ReceivedSpan::name)
                    .containsExactly(
                            "CREATE TABLE item",
                            "INSERT item",
                            "PREPARE",
                            "COMMIT",
                            "INSERT item",
                            "COMMIT",
                            "INSERT item",
                            "ROLLBACK",
                            "INSERT item",
                            "PREPARE",
                            "ROLLBACK",
                            "COMMIT",
                            "SELECT item");
            assertThat(spans).allSatisfy(span -> {
                assertThat(span.attribute("db.system.name")).isEqualTo(system);
                assertThat(span.attribute("db.namespace")).isEqualTo(namespace);
            });
            assertFailures(spans, expected);
            run.assertNothingLeft();
        }
    }

    /** To commit what there is not fails always, whatever else an old driver cannot do or does not find again. */
    private static void assertFailures(List<ReceivedSpan> spans, List<String> output) {
        assertThat(spans.get(11).attribute("error.type").toString()).endsWith("XAException");
        List<Boolean> failed = spans.stream()
                .filter(span -> PHASES.contains(span.name()))
                .map(span -> span.status() == ReceivedSpan.Status.ERROR)
                .toList();
        assertThat(failed)
                .isEqualTo(output.stream()
                        .filter(line -> PHASES.stream().anyMatch(line.toUpperCase(Locale.ROOT)::startsWith))
                        .map(line -> line.contains("failed"))
                        .toList());
        assertThat(spans)
                .filteredOn(span -> !PHASES.contains(span.name()))
                .noneMatch(span -> span.status() == ReceivedSpan.Status.ERROR);
    }

    private static ForkedApp.Builder app(String[] source, Library driver) {
        return AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.XaCalls", driver)
                .jvmOptions(
                        "-Dderby.stream.error.file=target/derby-" + System.getProperty("surefire.forkNumber") + ".log")
                .args(source);
    }
}
