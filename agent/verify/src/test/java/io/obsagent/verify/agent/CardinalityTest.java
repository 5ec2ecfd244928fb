package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ForkedApp.Stream;
import io.obsagent.testkit.FreePort;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.verify.AppRun;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What differs each time costs neither the scraper nor the heap, also while the collector is away. */
class CardinalityTest {

    private static final int TIMES = 1_000_000;
    private static final long MAX_SCRAPE_BYTES = 5_000_000;
    private static final long MAX_HEAP_BYTES = 40_000_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    @Test
    @Tag("slow")
    void aMillionOfEachIsBounded() throws Exception {
        long plain;
        try (ForkedApp app = flood().start()) {
            plain = used(app);
        }
        int port = FreePort.next();
        try (ForkedApp app = flood().agent(Path.of(System.getProperty("obsagent.jar")))
                .env("OBS_SERVER_PORT", Integer.toString(port))
                .env("OBS_EXPORTER_ENDPOINT", "http://127.0.0.1:1")
                .env("OBS_HTTP_USER", "header:X-User")
                .start()) {
            long heap = used(app) - plain;
            String url = "http://127.0.0.1:" + port + "/metrics";
            System.out.println("heap of the agent: " + heap + " bytes");
            assertThat(heap).isLessThan(MAX_HEAP_BYTES);
            for (String format :
                    List.of(PrometheusScrape.TEXT, PrometheusScrape.OPEN_METRICS, PrometheusScrape.PROTOBUF)) {
                long bytes = scrape(url, format);
                System.out.println("scrape of " + format.substring(0, format.indexOf(';')) + ": " + bytes + " bytes");
                assertThat(bytes).isLessThan(MAX_SCRAPE_BYTES);
            }
            PrometheusScrape scrape = PrometheusScrape.fetch(url);
            assertThat(scrape.sum("http_server_request_duration_seconds_count")).isEqualTo(TIMES);
            assertThat(scrape.sum("http_server_user_requests_total")).isEqualTo(TIMES);
            assertThat(scrape.sum("db_client_operation_duration_seconds_count")).isEqualTo(TIMES);
            assertThat(scrape.sum("messaging_client_operation_duration_seconds_count"))
                    .isEqualTo(TIMES);
            assertThat(scrape.sum("http_client_request_duration_seconds_count")).isEqualTo(TIMES / 10);
            assertThat(scrape.labelValues("obs_agent_overflow_total", "label"))
                    .contains("db_query_summary", "messaging_destination_name", "server_address", "user_id");
            assertThat(scrape.sum("obs_agent_hook_errors_total")).isZero();
        }
    }

    private static ForkedApp.Builder flood() {
        return AppRun.app("faults", "io.obsagent.verify.apps.faults.Flood")
                .jvmOptions("-XX:+UseSerialGC", "-Xmx256m")
                .args(Integer.toString(TIMES));
    }

    private static long used(ForkedApp app) {
        app.awaitLine("done"::equals, TIMEOUT);
        String used = app.lines(Stream.STDOUT).stream()
                .filter(line -> line.startsWith("used "))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(used.substring("used ".length()));
    }

    private static long scrape(String url, String format) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).header("Accept", format).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofByteArray())
                .body()
                .length;
    }
}
