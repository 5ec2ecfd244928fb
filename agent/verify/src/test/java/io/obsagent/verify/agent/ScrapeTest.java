package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three formats out of the real jar. The libraries that write them are there, and loaded for the first scraper. */
class ScrapeTest {

    private static final String DURATION = "db_client_operation_duration_seconds";

    @Test
    void servesEveryFormatOnceSomebodyAsks(@TempDir Path directory) {
        ForkedApp.Builder app = AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.JdbcCalls", Libraries.newest("h2"))
                .args("jdbc:h2:mem:shop", "sa", "", "direct");
        LoadedClasses loaded = LoadedClasses.of(app, directory);
        try (AppRun run = AppRun.withAgent(app)) {
            run.takeAll(1);
            Predicate<String> library = line -> line.contains("io.micrometer.") || line.contains("io.prometheus.");
            assertThat(loaded.lines())
                    .anyMatch(line -> line.contains("io.obsagent.dist.RunningAgent"))
                    .noneMatch(library);

            for (String format :
                    List.of(PrometheusScrape.TEXT, PrometheusScrape.OPEN_METRICS, PrometheusScrape.PROTOBUF)) {
                PrometheusScrape scrape = run.scrape(format);
                assertThat(scrape.contentType()).startsWith(format.substring(0, format.indexOf(';')));
                assertThat(scrape.sum(DURATION + "_count")).isPositive();
                assertThat(scrape.exemplars(DURATION + "_bucket").isEmpty())
                        .isEqualTo(format.equals(PrometheusScrape.TEXT));
            }
            assertThat(loaded.lines()).anyMatch(library);
        }
    }

    /** Settings of the same library are the application's: the agent does not read them. */
    @Test
    void isNotDisturbedByTheApplicationsSettings() {
        ForkedApp.Builder app = AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.JdbcCalls", Libraries.newest("h2"))
                .args("jdbc:h2:mem:shop", "sa", "", "direct")
                .env("PROMETHEUS_CONFIG", "/no/such/file.properties")
                .jvmOptions("-Dio.prometheus.no_such_setting=1");
        try (AppRun run = AppRun.withAgent(app)) {
            assertThat(run.scrape().sum(DURATION + "_count")).isPositive();
        }
    }
}
