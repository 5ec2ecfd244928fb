package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: one checkout is one trace across four processes, and their logs and metrics know it. */
class CheckoutTraceTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final long USER = 4711;

    @TempDir
    private Path logs;

    @Test
    void oneCheckoutIsOneTrace() throws Exception {
        for (String service : CheckoutTrace.SERVICES) {
            Path jar = PROJECT.resolve("sample-services/" + service + "/target/" + service + ".jar");
            assumeTrue(Files.exists(jar), jar + " is not built");
        }
        Options options = new Options(0, true, true, logs);
        try (Workspace workspace = Workspace.create();
                Estate estate = new Estate(PROJECT, options, workspace, logs)) {
            estate.start(new Progress(new Terminal()));
            List<ReceivedSpan> trace = CheckoutTrace.checkOut(estate::client, USER, estate.sink());
            assertLogs(estate, trace.get(0).traceId());
            assertMetrics(estate);
        }
    }

    /** Every service has a line in this trace, and each line's span is one of the trace's. */
    private static void assertLogs(Estate estate, String traceId) {
        for (ServiceProcess service : estate.services()) {
            service.app()
                    .awaitLine(
                            text -> LogLine.parse(service.name(), text)
                                    .filter(line -> line.traceId().equals(traceId))
                                    .isPresent(),
                            TIMEOUT);
        }
    }

    private static void assertMetrics(Estate estate) {
        for (ServiceProcess service : estate.services()) {
            PrometheusScrape scrape = PrometheusScrape.fetch(service.metricsUrl(), PrometheusScrape.OPEN_METRICS);
            assertThat(scrape.value("target_info", "service_name", service.name(), "service_namespace", "shop"))
                    .as("target_info of " + service.name())
                    .hasValue(1);
            assertThat(scrape.sum("obs_agent_hook_errors_total"))
                    .as("failed hooks")
                    .isZero();
        }
        PrometheusScrape cart =
                PrometheusScrape.fetch(estate.service("cart").metricsUrl(), PrometheusScrape.OPEN_METRICS);
        assertThat(cart.histogram("http_server_request_duration_seconds", "http_request_method", "POST")
                        .count())
                .isGreaterThanOrEqualTo(3);
        assertThat(cart.histogram("rpc_client_call_duration_seconds", "rpc_method", "loms.v1.Loms/OrderCreate")
                        .count())
                .isEqualTo(1);
        assertThat(cart.exemplars("http_server_request_duration_seconds_bucket"))
                .anyMatch(exemplar -> exemplar.labels().containsKey("trace_id"));
        PrometheusScrape notification =
                PrometheusScrape.fetch(estate.service("notification").metricsUrl(), PrometheusScrape.OPEN_METRICS);
        assertThat(notification
                        .histogram("messaging_process_duration_seconds", "messaging_destination_name", "order_status")
                        .count())
                .isEqualTo(2);
    }
}
