package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Operation;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Db;
import io.obsagent.telemetry.Requests.Http;
import io.obsagent.testkit.PrometheusScrape;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real scrapes over HTTP in the three formats. */
class MetricsTest {

    private ObsTelemetry telemetry = start();

    private static ObsTelemetry start(String... more) {
        String[] settings = new String[more.length + 6];
        settings[0] = "exporter.protocol";
        settings[1] = "none";
        settings[2] = "server.port";
        settings[3] = "0";
        settings[4] = "service.name";
        settings[5] = "cart";
        System.arraycopy(more, 0, settings, 6, more.length);
        return ObsTelemetry.start(AgentConfig.with(settings));
    }

    private void restart(String... settings) {
        telemetry.close();
        telemetry = start(settings);
    }

    @AfterEach
    void stop() {
        telemetry.close();
    }

    private PrometheusScrape scrape(String accept) {
        return PrometheusScrape.fetch("http://127.0.0.1:" + telemetry.port() + "/metrics", accept);
    }

    @ParameterizedTest
    @ValueSource(strings = {PrometheusScrape.TEXT, PrometheusScrape.OPEN_METRICS, PrometheusScrape.PROTOBUF})
    void oneRequestInEveryFormat(String accept) {
        Operation operation = telemetry.serveHttp(Http.get("/cart/1").view());
        assertThat(scrape(accept).value("http_server_active_requests", "http_request_method", "GET"))
                .hasValue(1);
        operation.route("/cart/{user}").status(200).requestBytes(0).responseBytes(1234).end(null);
        telemetry.query(Db.sql("SELECT * FROM orders WHERE id = 1").view()).end(null);
        telemetry.logged("WARN", "shop.Cart");

        PrometheusScrape scrape = scrape(accept);
        assertThat(scrape.labels("http_server_request_duration_seconds_count"))
                .containsExactly(Map.of(
                        "http_request_method", "GET",
                        "url_scheme", "http",
                        "http_route", "/cart/{user}",
                        "http_response_status_code", "200"));
        assertThat(scrape.value("http_server_request_duration_seconds_count")).hasValue(1);
        assertThat(scrape.value("http_server_response_body_size_bytes_sum")).hasValue(1234);
        assertThat(scrape.value("http_server_request_body_size_bytes_bucket", "le", "100.0")).hasValue(1);
        assertThat(scrape.value("http_server_active_requests")).hasValue(0);
        assertThat(scrape.labels("db_client_operation_duration_seconds_count"))
                .containsExactly(Map.of(
                        "db_system_name", "postgresql",
                        "db_namespace", "shop",
                        "db_operation_name", "SELECT",
                        "db_collection_name", "orders",
                        "db_query_summary", "SELECT orders",
                        "server_address", "db.example",
                        "server_port", "5432"));
        assertThat(scrape.value("log_events_total", "level", "warn")).hasValue(1);
        assertThat(scrape.labelValues("target_info", "service_name")).containsExactly("cart");
        assertThat(scrape.samples("jvm_memory_used_bytes", "jvm_memory_type", "heap")).isNotEmpty();
        assertThat(scrape.value("obs_agent_spans_recorded_total")).hasValue(2);
    }

    @Test
    void valuesBeyondTheCapBecomeOther() {
        restart("metrics.max-values-per-label", "http_route=2");
        for (int i = 0; i < 5; i++) {
            telemetry.serveHttp(Http.get("/").view()).route("/r" + i).status(200).end(null);
        }
        PrometheusScrape scrape = scrape(PrometheusScrape.TEXT);
        assertThat(scrape.labelValues("http_server_request_duration_seconds_count", "http_route"))
                .containsExactlyInAnyOrder("/r0", "/r1", "_other");
        assertThat(scrape.value("http_server_request_duration_seconds_count", "http_route", "_other")).hasValue(3);
        assertThat(scrape.value(
                        "obs_agent_overflow_total",
                        "metric", "http_server_request_duration_seconds",
                        "label", "http_route"))
                .hasValue(3);
    }
}
