package io.obsagent.verify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** One span for each statement sent, with a pool and without, against real databases. */
class JdbcTest {

    private static final int SPANS = 17;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres =
                EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    @Test
    void h2() {
        observesH2(app("jdbc:h2:mem:shop", "sa", "direct"), app("jdbc:h2:mem:shop", "sa", "direct"));
    }

    @ParameterizedTest
    @LibraryVersions("hikaricp")
    void pool(Library pool) {
        observesH2(pooled(pool), pooled(pool));
    }

    private static void observesH2(ForkedApp.Builder plain, ForkedApp.Builder observed) {
        List<String> expected = AppRun.outputWithoutAgent(plain);

        try (AppRun run = AppRun.withAgent(observed)) {
            List<ReceivedSpan> spans = spansOf(run, expected);

            assertThat(spans)
                    .extracting(ReceivedSpan::attributes)
                    .allSatisfy(attributes -> assertThat(attributes)
                            .containsEntry("db.system.name", "h2database")
                            .containsEntry("db.namespace", "shop")
                            .doesNotContainKeys("server.address", "server.port"));
            assertFailure(spans, "42S02");
            assertMetrics(run.scrape(), "h2database", "shop", "42S02");
            run.assertNothingLeft();
        }
    }

    @Test
    void postgresql() throws Exception {
        List<String> expected = AppRun.outputWithoutAgent(app(newDatabase("plain"), "postgres", "direct"));

        try (AppRun run = AppRun.withAgent(app(newDatabase("observed"), "postgres", "direct"))) {
            List<ReceivedSpan> spans = spansOf(run, expected);

            assertThat(spans)
                    .extracting(ReceivedSpan::attributes)
                    .allSatisfy(attributes -> assertThat(attributes)
                            .containsEntry("db.system.name", "postgresql")
                            .containsEntry("db.namespace", "observed")
                            .containsEntry("server.address", "localhost")
                            .containsEntry("server.port", (long) postgres.getPort()));
            assertFailure(spans, "42P01");
            assertMetrics(run.scrape(), "postgresql", "observed", "42P01");
            run.assertNothingLeft();
        }
    }

    private static List<ReceivedSpan> spansOf(AppRun run, List<String> expectedOutput) {
        assertThat(run.output()).isEqualTo(expectedOutput);
        List<ReceivedSpan> spans = run.takeAll(SPANS);
        assertThat(spans)
                .extracting(
                        ReceivedSpan::name,
                        span -> span.attribute("db.operation.name"),
                        span -> span.attribute("db.query.text"),
                        span -> span.attribute("db.operation.batch.size"))
                .containsExactly(
                        tuple(
                                "CREATE TABLE item",
                                "CREATE TABLE",
                                "create table item (id integer primary key, name varchar(?))",
                                null),
                        tuple("INSERT item", "INSERT", "insert into item (id, name) values (?, ?)", null),
                        tuple("INSERT item", "INSERT", "insert into item (id, name) values (?, ?)", null),
                        tuple("BATCH INSERT item", "BATCH INSERT", "insert into item (id, name) values (?, ?)", 3L),
                        tuple("BATCH", "BATCH", null, 2L),
                        tuple("UPDATE item", "UPDATE", "update item set name = ? where id = ?", null),
                        tuple(
                                "SELECT item",
                                "SELECT",
                                "select name from item where id > ? and name <> ? order by id",
                                null),
                        tuple("DELETE item", "DELETE", "delete from item where id in (?, ?)", null),
                        tuple("CALL upper", "CALL", "{? = call upper(?)}", null),
                        tuple("SELECT missing", "SELECT", "select secret from missing where id = ?", null),
                        tuple("UPDATE item", "UPDATE", "update item set name = ? where id = ?", null),
                        tuple("COMMIT", "COMMIT", null, null),
                        tuple("UPDATE item", "UPDATE", "update item set name = ? where id = ?", null),
                        tuple("ROLLBACK", "ROLLBACK", null, null),
                        tuple("SELECT item", "SELECT", "select name from item where id = ?", null),
                        tuple("SELECT item", "SELECT", "select name from item where id = ?", null),
                        tuple("COMMIT", "COMMIT", null, null));
        assertThat(spans).extracting(ReceivedSpan::kind).containsOnly(Kind.CLIENT);
        assertThat(spans).allMatch(ReceivedSpan::isRoot);
        return spans;
    }

    private static void assertFailure(List<ReceivedSpan> spans, String sqlState) {
        assertThat(spans)
                .filteredOn(span -> span.status() == Status.ERROR)
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.name()).isEqualTo("SELECT missing");
                    assertThat(span.attributes())
                            .containsEntry("db.response.status_code", sqlState)
                            .containsEntry("error.type", sqlState);
                });
    }

    private static void assertMetrics(PrometheusScrape scrape, String system, String namespace, String failure) {
        String count = "db_client_operation_duration_seconds_count";
        assertThat(scrape.sum(count, "db_system_name", system, "db_namespace", namespace))
                .isEqualTo(SPANS);
        assertThat(scrape.sum(
                        count,
                        "db_operation_name",
                        "UPDATE",
                        "db_collection_name",
                        "item",
                        "db_query_summary",
                        "UPDATE item"))
                .isEqualTo(3);
        assertThat(scrape.sum(count, "error_type", failure)).isEqualTo(1);
    }

    private static ForkedApp.Builder app(String url, String user, String how) {
        return AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.JdbcCalls").args(url, user, "", how);
    }

    private static ForkedApp.Builder pooled(Library pool) {
        return AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.JdbcCalls", pool)
                .args("jdbc:h2:mem:shop", "sa", "", pool.key().toUpperCase(Locale.ROOT));
    }

    private static String newDatabase(String name) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name;
    }
}
