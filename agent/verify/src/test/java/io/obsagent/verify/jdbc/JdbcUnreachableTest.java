package io.obsagent.verify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Drivers whose databases cannot be had here, as far as they go alone: all of their classes pass the verifier with the
 * hooks woven in, and an address where nobody answers fails as it does without the agent.
 */
class JdbcUnreachableTest {

    @ParameterizedTest
    @LibraryVersions("oracle")
    void oracle(Library driver) {
        verify("jdbc:oracle:thin:@//127.0.0.1:1/shop", "oracle.jdbc.pool.OracleDataSource", driver);
    }

    @ParameterizedTest
    @LibraryVersions("sqlserver")
    void sqlserver(Library driver) {
        verify(
                "jdbc:sqlserver://127.0.0.1:1;databaseName=shop;loginTimeout=1",
                "com.microsoft.sqlserver.jdbc.SQLServerDataSource",
                driver);
    }

    private static void verify(String url, String dataSource, Library driver) {
        List<String> expected = AppRun.outputWithoutAgent(app(url, dataSource, driver));
        assertThat(expected).filteredOn(line -> line.startsWith("failed")).hasSize(2);

        try (AppRun run = AppRun.withAgent(app(url, dataSource, driver))) {
            assertThat(run.output()).isEqualTo(expected);
            assertThat(run.scrape().sum("obs_agent_woven_types", "instrumentation", "jdbc"))
                    .isGreaterThan(5);
            run.assertNothingLeft();
        }
    }

    private static ForkedApp.Builder app(String url, String dataSource, Library driver) {
        return AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.UnreachableDatabase", driver)
                .args(url, dataSource, "URL");
    }
}
