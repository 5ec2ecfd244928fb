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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.groups.Tuple;

/** What the application {@code apps/jdbc} must be seen to do: one span for each statement that it sends. */
final class JdbcContract {

    static final String ROWS = "db_client_response_returned_rows";

    /** The span's attributes that tell the database. */
    private final Map<String, Object> database;

    /** What the database says of a missing table. */
    private final String failure;

    /** A function of a text, or null. */
    private final String function;

    /** How it is called. */
    private String call;

    /** Whether the driver lacks generated keys, meta data or savepoints. */
    private boolean basic;

    /** The column whose keys are wanted, in the ways in which the driver lets it be told: its name, its number. */
    private List<String> keyColumns;

    JdbcContract(Map<String, Object> database, String failure, String function) {
        this.database = database;
        this.failure = failure;
        this.function = function;
    }

    /**
     * Runs the application with a driver, without the agent and with it, and compares. Rows are counted.
     *
     * @param plainUrl leads to an empty database
     * @param url leads to another, or to one in the application's memory
     */
    void verify(String plainUrl, String url, String user, Library driver) {
        prepare(driver);
        ForkedApp.Builder counting =
                app(url, user, "direct", driver).env("OBS_INSTRUMENTATION_JDBC_ROWS_ENABLED", "true");
        verify(app(plainUrl, user, "direct", driver), counting, this::assertRows);
    }

    /**
     * Runs it with a pool before an H2 in its memory.
     *
     * @param pool the pool's name for the application
     * @param look takes a closer look while the application holds a connection of its pool
     */
    void verifyPool(String url, String user, String pool, Consumer<AppRun> look, Library... libraries) {
        prepare(libraries[libraries.length - 1]);
        verify(app(url, user, pool, libraries), app(url, user, pool, libraries), look);
    }

    private void prepare(Library driver) {
        // HSQLDB's functions return no parameter
        call = (driver.key().equals("hsqldb") ? "{call " : "{? = call ") + function + "(?)}";
        basic = isBasic(driver);
        keyColumns = keyColumns(driver);
    }

    private void verify(ForkedApp.Builder plain, ForkedApp.Builder observed, Consumer<AppRun> look) {
        List<String> expected = AppRun.outputWithoutAgent(plain);

        try (AppRun run = AppRun.withAgent(observed)) {
            assertThat(run.output()).isEqualTo(expected);
            List<ReceivedSpan> spans = run.takeAll(expectedSpans().size());
            assertSpans(spans);
            assertFailure(spans);
            assertMetrics(run.scrape());
            look.accept(run);
            run.assertNothingLeft();
        }
    }

    /** Drivers of before 2017 take today's PostgreSQL for one of before 2005, or have not implemented all of JDBC. */
    private static boolean isBasic(Library driver) {
        return driver.key().equals("postgresql") && !driver.isAtLeast("42")
                || driver.key().equals("sqlite") && !driver.isAtLeast("3.16");
    }

    private static List<String> keyColumns(Library driver) {
        return switch (driver.key()) {
            case "derby" -> List.of(); // knows keys that it has made itself, and this table has none
            case "sqlite" -> List.of(); // its statements have no such methods
            case "postgresql" -> List.of("id");
            case "mysql", "mariadb" -> List.of("id", "1");
            default -> List.of("ID", "1");
        };
    }

    private ForkedApp.Builder app(String url, String user, String how, Library... libraries) {
        ForkedApp.Builder app = AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.JdbcCalls", libraries)
                .jvmOptions(
                        "-Dderby.stream.error.file=target/derby-" + System.getProperty("surefire.forkNumber") + ".log",
                        "-Dbasic=" + basic)
                .jvmOptions("-DkeyColumns=" + String.join(",", keyColumns))
                .args(url, user, "", how);
        return function == null ? app : app.args(call);
    }

    private List<Tuple> expectedSpans() {
        String insert = "insert into item (id, name) values (?, ?)";
        String update = "update item set name = ? where id = ?";
        List<Tuple> spans = new ArrayList<>(List.of(
                tuple(
                        "CREATE TABLE item",
                        "CREATE TABLE",
                        "create table item (id integer not null primary key, name varchar(?))",
                        null),
                tuple("INSERT item", "INSERT", insert, null),
                tuple("INSERT item", "INSERT", insert, null),
                tuple("BATCH INSERT item", "BATCH INSERT", insert, 3L),
                tuple("BATCH INSERT item", "BATCH INSERT", insert, 2L),
                tuple("BATCH", "BATCH", null, 2L),
                tuple("UPDATE item", "UPDATE", update, null),
                tuple("SELECT item", "SELECT", "select name from item where id > ? and name <> ? order by id", null),
                tuple("DELETE item", "DELETE", "delete from item where id in (?, ?)", null),
                tuple("SELECT missing", "SELECT", "select secret from missing where id = ?", null),
                tuple("UPDATE item", "UPDATE", update, null),
                tuple("COMMIT", "COMMIT", null, null),
                tuple("UPDATE item", "UPDATE", update, null),
                tuple("ROLLBACK", "ROLLBACK", null, null),
                tuple("SELECT item", "SELECT", "select name from item where id = ?", null),
                tuple("SELECT item", "SELECT", "select name from item where id = ?", null),
                tuple("COMMIT", "COMMIT", null, null)));
        if (!basic) {
            Tuple insertForKeys = tuple("INSERT item", "INSERT", insert, null);
            Tuple question = tuple("METADATA", "METADATA", null, null);
            spans.addAll(
                    14,
                    List.of(tuple("UPDATE item", "UPDATE", update, null), tuple("ROLLBACK", "ROLLBACK", null, null)));
            spans.addAll(9, List.of(question, question));
            // one prepared and one not
            spans.addAll(9, Collections.nCopies(2 + 2 * keyColumns.size(), insertForKeys));
        }
        if (function != null) {
            spans.add(9, tuple("CALL " + function, "CALL", call, null));
        }
        return spans;
    }

    private void assertSpans(List<ReceivedSpan> spans) {
        assertThat(spans)
                .extracting(
                        ReceivedSpan::name,
                        span -> span.attribute("db.operation.name"),
                        span -> span.attribute("db.query.text"),
                        span -> span.attribute("db.operation.batch.size"))
                .containsExactlyElementsOf(expectedSpans());
        assertThat(spans).extracting(ReceivedSpan::kind).containsOnly(Kind.CLIENT);
        assertThat(spans).allMatch(ReceivedSpan::isRoot);
        assertThat(spans)
                .extracting(ReceivedSpan::attributes)
                .allSatisfy(attributes -> assertThat(attributes).containsAllEntriesOf(database));
        if (!database.containsKey("server.address")) {
            assertThat(spans)
                    .extracting(ReceivedSpan::attributes)
                    .allSatisfy(
                            attributes -> assertThat(attributes).doesNotContainKeys("server.address", "server.port"));
        }
    }

    private void assertFailure(List<ReceivedSpan> spans) {
        assertThat(spans)
                .filteredOn(span -> span.status() == Status.ERROR)
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.name()).isEqualTo("SELECT missing");
                    assertThat(span.attribute("error.type")).isEqualTo(failure);
                    // five letters and digits: the database's own code, else the class of the exception
                    if (failure.length() == 5) {
                        assertThat(span.attribute("db.response.status_code")).isEqualTo(failure);
                    }
                });
    }

    private void assertMetrics(PrometheusScrape scrape) {
        String count = "db_client_operation_duration_seconds_count";
        String system = String.valueOf(database.get("db.system.name"));
        assertThat(scrape.sum(count, "db_system_name", system))
                .isEqualTo(expectedSpans().size());
        assertThat(scrape.sum(
                        count,
                        "db_operation_name",
                        "UPDATE",
                        "db_collection_name",
                        "item",
                        "db_query_summary",
                        "UPDATE item"))
                .isEqualTo(basic ? 3 : 4);
        assertThat(scrape.sum(count, "error_type", failure)).isEqualTo(1);
    }

    private void assertRows(AppRun run) {
        assertRowsOfQueries(run);
        if (!basic) {
            // the table and its columns
            assertThat(run.scrape().sum(ROWS + "_sum", "db_operation_name", "METADATA"))
                    .isGreaterThanOrEqualTo(3);
        }
    }

    /** Of one query all rows are read, of another the first. */
    static void assertRowsOfQueries(AppRun run) {
        PrometheusScrape scrape = run.scrape();
        long read =
                run.output().stream().filter(line -> line.startsWith("row: ")).count();
        assertThat(read).isGreaterThan(1);
        assertThat(scrape.labelValues(ROWS + "_count", "db_query_summary")).containsExactly("SELECT item");
        assertThat(scrape.sum(ROWS + "_count", "db_operation_name", "SELECT")).isEqualTo(2);
        assertThat(scrape.sum(ROWS + "_sum", "db_operation_name", "SELECT")).isEqualTo(read + 1);
    }
}
