package io.obsagent.verify.owntelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Meters of the application's own on the agent's {@code /metrics}, where that is asked for. */
class MicrometerTest {

    private static final String MAIN = "io.obsagent.verify.apps.owntelemetry.MetersMain";

    @ParameterizedTest
    @LibraryVersions("micrometer")
    void appearsWhenAskedFor(Library micrometer) {
        ForkedApp.Builder app =
                AppRun.app("own-telemetry", MAIN, micrometer).env("OBS_INSTRUMENTATION_MICROMETER_ENABLED", "true");
        try (AppRun run = AppRun.withAgent(app)) {
            run.awaitAgent();
            for (String format :
                    new String[] {PrometheusScrape.TEXT, PrometheusScrape.OPEN_METRICS, PrometheusScrape.PROTOBUF}) {
                PrometheusScrape scrape = run.scrape(format);
                assertThat(scrape.value("orders_placed_total", "tenant", "blue"))
                        .as("of two registries the first that was used counts")
                        .hasValue(3);
                assertThat(scrape.value("orders_placed_total", "tenant", "green"))
                        .hasValue(5);
                assertThat(scrape.value("checkout_seconds_count", "step", "pay"))
                        .hasValue(1);
                assertThat(scrape.value("checkout_seconds_sum", "step", "pay")).hasValue(1.5);
                assertThat(scrape.value("checkout_seconds_max", "step", "pay")).hasValue(1.5);
                assertThat(scrape.value("basket_size_items_sum")).hasValue(4);
                assertThat(scrape.value("stock_level")).hasValue(7);
                assertThat(scrape.samples("stock_broken")).allMatch(sample -> Double.isNaN(sample.value()));
                assertThat(scrape.samples("jvm_thread_count"))
                        .as("a name of the agent's")
                        .isNotEmpty()
                        .allMatch(sample -> sample.value() > 0);
                assertThat(scrape.sum("visits_total")).as("the cap").isBetween(1900.0, 2000.0);
            }
            assertThat(run.scrape().family("orders_placed_total").orElseThrow().help())
                    .isEqualTo("Orders that customers have placed");
            assertThat(run.agentLines())
                    .filteredOn(line -> line.contains("more than 2000 series"))
                    .hasSize(1);
        }
    }

    @Test
    void isOffByDefault() {
        Library micrometer = Libraries.newest("micrometer");
        try (AppRun run = AppRun.withAgent(AppRun.app("own-telemetry", MAIN, micrometer))) {
            run.awaitAgent();
            assertThat(run.scrape().family("orders_placed_total")).isEmpty();
            run.assertNothingLeft();
        }
    }
}
