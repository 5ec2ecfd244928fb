package io.obsagent.verify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code instrumentation.jdbc-rows}: read to the end, or closed before it, through a pool or not. */
class JdbcRowsTest {

    private static final String ROWS = "db_client_response_returned_rows";

    @ParameterizedTest
    @ValueSource(strings = {"direct", "HIKARICP"})
    void countsTheRowsThatTheApplicationReads(String how) {
        try (AppRun run = AppRun.withAgent(app(how).env("OBS_INSTRUMENTATION_JDBC_ROWS_ENABLED", "true"))) {
            PrometheusScrape scrape = run.scrape();
            long read =
                    run.output().stream().filter(line -> line.startsWith("row")).count();

            assertThat(read).isGreaterThan(1);
            assertThat(scrape.labelValues(ROWS + "_count", "db_query_summary")).containsExactly("SELECT item");
            assertThat(scrape.sum(ROWS + "_count", "db_operation_name", "SELECT"))
                    .isEqualTo(2);
            assertThat(scrape.sum(ROWS + "_sum", "db_operation_name", "SELECT")).isEqualTo(read + 1);
            assertThat(scrape.sum(ROWS + "_sum", "db_operation_name", "METADATA"))
                    .isGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "direct")
    void countsNothingUnlessAskedFor(String how) {
        try (AppRun run = AppRun.withAgent(app(how))) {
            assertThat(run.scrape().samples(ROWS + "_count")).isEmpty();
        }
    }

    private static ForkedApp.Builder app(String how) {
        Library[] libraries = {Libraries.newest("h2"), Libraries.newest("hikaricp")};
        return AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.JdbcCalls", libraries)
                .args("jdbc:h2:mem:rows", "sa", "", how);
    }
}
