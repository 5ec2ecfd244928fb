package io.obsagent.verify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.MetricFamily;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** How long connections of a pool are waited for and kept: in the metrics, and where it is long on the trace. */
class JdbcPoolWaitTest {

    private static final String POOL = "db_client_connection_pool_name";
    private static final String WAIT = "db.connection.wait";

    @ParameterizedTest
    @LibraryVersions({"hikaricp", "dbcp2", "dbcp", "c3p0", "tomcat", "vibur", "druid", "agroal"})
    void waitsTimeoutsAndUse(Library pool) {
        try (AppRun run = AppRun.withAgent(app(pool))) {
            assertThat(run.output()).containsExactly("/never refused", "/late lent", "/soon lent", "done");
            assertMetrics(run.scrape());
            if (pool.key().equals("hikaricp")) {
                // it is closed
                assertThat(run.scrape().families())
                        .extracting(MetricFamily::name)
                        .doesNotContain("db_client_connection_count");
            }

            List<ReceivedSpan> requests = run.take(span -> span.kind() == Kind.SERVER, "requests", 3);
            List<ReceivedSpan> waits = run.take(Kind.INTERNAL, WAIT, 2);
            assertThat(waits)
                    .allSatisfy(wait -> assertThat(wait.durationNanos()).isGreaterThan(100_000_000L));
            assertThat(waits)
                    .extracting(wait -> path(requests, wait) + " " + wait.status())
                    .containsExactlyInAnyOrder("/never " + Status.ERROR, "/late " + Status.UNSET);
            assertThat(waits)
                    .extracting(wait -> wait.attribute("db.client.connection.pool.name"))
                    .containsOnly(run.scrape()
                            .labelValues("db_client_connection_wait_time_seconds_count", POOL)
                            .iterator()
                            .next());
            run.assertNothingLeft();
        }
    }

    /** Three connections were lent and have come back, one was not lent. */
    private static void assertMetrics(PrometheusScrape scrape) {
        assertThat(scrape.value("db_client_connection_timeouts_total")).hasValue(1);
        assertThat(scrape.value("db_client_connection_wait_time_seconds_count")).hasValue(3);
        assertThat(scrape.sum("db_client_connection_wait_time_seconds_sum")).isGreaterThan(0.1);
        assertThat(scrape.value("db_client_connection_use_time_seconds_count")).hasValue(3);
        // the first was lent for as long as the others were waited for
        assertThat(scrape.sum("db_client_connection_use_time_seconds_sum")).isGreaterThan(2.2);
        assertThat(scrape.sum("db_client_connection_pending_requests")).isZero();
        assertThat(scrape.labelValues("db_client_connection_timeouts_total", POOL))
                .isEqualTo(scrape.labelValues("db_client_connection_wait_time_seconds_count", POOL));
    }

    @Test
    void waitsThatAreShorterThanTheThresholdAreNotShown() {
        ForkedApp.Builder app =
                app(Libraries.newest("hikaricp")).env("OBS_INSTRUMENTATION_CONNECTION_POOL_WAIT_THRESHOLD", "1s");
        try (AppRun run = AppRun.withAgent(app)) {
            List<ReceivedSpan> requests = run.take(span -> span.kind() == Kind.SERVER, "requests", 3);
            assertThat(path(requests, run.take(Kind.INTERNAL, WAIT))).isEqualTo("/never");
            run.assertNothingLeft();
        }
    }

    private static ForkedApp.Builder app(Library pool) {
        return AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.PoolWaits", pool, Libraries.newest("h2"))
                .jvmOptions("-Dwait=3000")
                .args("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1", "sa", "", pool.key().toUpperCase(Locale.ROOT));
    }

    /** The path of the request that a wait is a child of. */
    private static Object path(List<ReceivedSpan> requests, ReceivedSpan wait) {
        return requests.stream()
                .filter(wait::isChildOf)
                .findFirst()
                .orElseThrow()
                .attribute("url.path");
    }
}
