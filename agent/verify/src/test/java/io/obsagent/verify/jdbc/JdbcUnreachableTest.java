package io.obsagent.verify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Drivers whose databases cannot be had here, as far as they go alone: every class that does what JDBC says is woven, all
 * classes pass the verifier with the hooks in them, and an address where nobody answers fails as it does without the agent,
 * and is no statement. That statements, sent, become spans is not shown.
 */
class JdbcUnreachableTest {

    @ParameterizedTest
    @LibraryVersions("oracle")
    void oracle(Library driver) {
        verify(
                "jdbc:oracle:thin:@//127.0.0.1:1/shop",
                "oracle.jdbc.pool.OracleDataSource",
                "oracle.jdbc.xa.client.OracleXADataSource",
                driver);
    }

    @ParameterizedTest
    @LibraryVersions("sqlserver")
    void sqlserver(Library driver) {
        verify(
                "jdbc:sqlserver://127.0.0.1:1;databaseName=shop;loginTimeout=1",
                "com.microsoft.sqlserver.jdbc.SQLServerDataSource",
                "com.microsoft.sqlserver.jdbc.SQLServerXADataSource",
                driver);
    }

    private static void verify(String url, String dataSource, String xaDataSource, Library driver) {
        List<String> expected = AppRun.outputWithoutAgent(app(url, dataSource, xaDataSource, driver));
        assertThat(expected).filteredOn(line -> line.startsWith("failed")).hasSize(3);
        String working = expected.stream()
                .filter(line -> line.startsWith("working: "))
                .findFirst()
                .orElseThrow();

        try (AppRun run = AppRun.withAgent(app(url, dataSource, xaDataSource, driver))) {
            assertThat(run.output()).isEqualTo(expected);
            assertThat(run.scrape().sum("obs_agent_woven_types", "instrumentation", "jdbc"))
                    .isGreaterThanOrEqualTo(Integer.parseInt(working.substring("working: ".length())));
            run.assertNothingLeft();
        }
    }

    private static ForkedApp.Builder app(String url, String dataSource, String xaDataSource, Library driver) {
        return AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.UnreachableDatabase", driver)
                .args(url, dataSource, xaDataSource);
    }
}
