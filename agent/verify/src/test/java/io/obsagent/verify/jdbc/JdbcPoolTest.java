package io.obsagent.verify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Whatever the connection pool between the application and the driver: one span for each statement sent, and the state of
 * the pool.
 */
class JdbcPoolTest {

    /** Stays when a pool closes its last connection, as Vibur does after a failure. */
    private static final String URL = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1";

    private static final String STATE = "db_client_connection_count";

    private static final String PENDING = "db_client_connection_pending_requests";

    private static final Set<String> TELLS_WHO_WAITS = Set.of("hikaricp", "c3p0", "tomcat", "druid", "agroal");

    @ParameterizedTest
    @LibraryVersions({"hikaricp", "dbcp2", "dbcp", "c3p0", "tomcat", "vibur", "druid", "agroal"})
    void oneSpanForEachStatementAndTheStateOfThePool(Library pool) {
        new JdbcContract(Map.of("db.system.name", "h2database", "db.namespace", "shop"), "42S02", "upper")
                .verifyPool(
                        URL,
                        "sa",
                        pool.key().toUpperCase(Locale.ROOT),
                        run -> assertState(run, pool),
                        pool,
                        Libraries.newest("h2"));
    }

    /** The application has lent the one connection that the pool may open, and a thread waits for another. */
    private static void assertState(AppRun run, Library pool) {
        boolean tells = TELLS_WHO_WAITS.contains(pool.key());
        PrometheusScrape scrape =
                run.awaitScrape(each -> !tells || each.sum(PENDING) > 0, "a thread that waits for a connection");
        assertThat(scrape.value(STATE, "state", "used")).hasValue(1);
        assertThat(scrape.value(STATE, "state", "idle")).hasValue(0);
        assertThat(scrape.value("db_client_connection_max")).hasValue(1);
        assertThat(scrape.value(PENDING)).isEqualTo(tells ? OptionalDouble.of(1) : OptionalDouble.empty());
    }
}
