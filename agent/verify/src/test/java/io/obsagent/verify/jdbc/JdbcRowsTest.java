package io.obsagent.verify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import org.junit.jupiter.api.Test;

/** {@code instrumentation.jdbc-rows} through a pool, and left off; {@link JdbcDriverTest} asks each driver for its rows. */
class JdbcRowsTest {

    @Test
    void countsTheRowsThatTheApplicationReadsThroughAPool() {
        try (AppRun run = AppRun.withAgent(app("HIKARICP").env("OBS_INSTRUMENTATION_JDBC_ROWS_ENABLED", "true"))) {
            JdbcContract.assertRowsOfQueries(run);
        }
    }

    @Test
    void countsNothingUnlessAskedFor() {
        try (AppRun run = AppRun.withAgent(app("direct"))) {
            assertThat(run.scrape().samples(JdbcContract.ROWS + "_count")).isEmpty();
        }
    }

    private static ForkedApp.Builder app(String how) {
        Library[] libraries = {Libraries.newest("h2"), Libraries.newest("hikaricp")};
        return AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.JdbcCalls", libraries)
                .args("jdbc:h2:mem:rows", "sa", "", how);
    }
}
