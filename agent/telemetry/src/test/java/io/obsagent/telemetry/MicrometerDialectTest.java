package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.PoolMeter;
import io.obsagent.api.PoolReader;
import io.obsagent.api.PoolState;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Http;
import io.obsagent.testkit.MetricFamily;
import io.obsagent.testkit.PrometheusScrape;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real scrapes under {@code metrics.dialect: micrometer}. */
class MicrometerDialectTest {

    private final ObsTelemetry telemetry = ObsTelemetry.start(AgentConfig.with(
            "exporter.protocol", "none", "server.port", "0", "service.name", "cart", "metrics.dialect", "micrometer"));

    @AfterEach
    void stop() {
        telemetry.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {PrometheusScrape.TEXT, PrometheusScrape.OPEN_METRICS, PrometheusScrape.PROTOBUF})
    void namesWhatDashboardsExpect(String accept) {
        telemetry
                .serveHttp(Http.get("/a").view())
                .route("/cart/{user}")
                .status(200)
                .end(null);
        telemetry.serveHttp(Http.get("/a").view()).status(404).end(null);
        telemetry.serveHttp(Http.get("/a").view()).status(302).end(null);
        telemetry.serveHttp(Http.get("/a").view()).route("/").status(500).end(new IOException("broken"));
        Object[] sessions = {new Object(), new Object(), new Object()};
        telemetry.sessionBegan(sessions[0], "/one");
        telemetry.sessionBegan(sessions[1], "/two");
        telemetry.sessionBegan(sessions[2], "/two");
        telemetry.logged("WARN", "shop.Cart");
        Object pool = new Object();
        PoolReader<Object> reader = new ShopPool();
        PoolMeter meter = telemetry.watchPool(pool, reader);
        meter.refused(System.nanoTime(), new IOException(), true);
        meter.lent(System.nanoTime(), System.nanoTime());
        meter.returned(System.nanoTime());

        PrometheusScrape scrape = PrometheusScrape.fetch("http://127.0.0.1:" + telemetry.port() + "/metrics", accept);
        assertThat(scrape.labels("http_server_requests_seconds_count"))
                .containsExactlyInAnyOrder(
                        http("/cart/{user}", "200", "SUCCESS", "none"),
                        http("NOT_FOUND", "404", "CLIENT_ERROR", "none"),
                        http("REDIRECTION", "302", "REDIRECTION", "none"),
                        http("root", "500", "SERVER_ERROR", "IOException"));
        assertThat(scrape.value("http_server_requests_seconds_bucket", "uri", "root", "le", "10.0"))
                .hasValue(1);
        assertThat(scrape.value("tomcat_sessions_active_current_sessions")).hasValue(3);
        assertThat(scrape.value("logback_events_total", "level", "warn")).hasValue(1);

        assertThat(scrape.value("hikaricp_connections", "pool", "shop")).hasValue(7);
        assertThat(scrape.value("hikaricp_connections_active", "pool", "shop")).hasValue(4);
        assertThat(scrape.value("hikaricp_connections_idle", "pool", "shop")).hasValue(3);
        assertThat(scrape.value("hikaricp_connections_max", "pool", "shop")).hasValue(10);
        assertThat(scrape.value("hikaricp_connections_pending", "pool", "shop")).hasValue(1);
        assertThat(scrape.value("hikaricp_connections_timeout_total", "pool", "shop"))
                .hasValue(1);
        assertThat(scrape.value("hikaricp_connections_acquire_seconds_count", "pool", "shop"))
                .hasValue(1);
        assertThat(scrape.value("hikaricp_connections_usage_seconds_count", "pool", "shop"))
                .hasValue(1);
        Reference.reachabilityFence(pool);
        Reference.reachabilityFence(reader);
        Reference.reachabilityFence(sessions);

        assertThat(scrape.labelValues("jvm_memory_used_bytes", "area")).containsExactlyInAnyOrder("heap", "nonheap");
        assertThat(scrape.labelValues("jvm_memory_used_bytes", "id")).contains("Metaspace");
        double live = scrape.sum("jvm_threads_live_threads");
        assertThat(scrape.sum("jvm_threads_states_threads")).isEqualTo(live);
        assertThat(scrape.sum("jvm_threads_daemon_threads")).isPositive().isLessThan(live);
        assertThat(scrape.sum("process_cpu_time_ns_total")).isGreaterThan(1e6);
        assertThat(scrape.sum("process_uptime_seconds")).isPositive();
        assertThat(scrape.sum("process_start_time_seconds")).isGreaterThan(1.7e9);
        assertThat(scrape.labelValues("target_info", "service_name")).containsExactly("cart");
        assertThat(scrape.value("obs_agent_spans_recorded_total")).hasValue(4);
        assertThat(scrape.families())
                .extracting(MetricFamily::name)
                .noneMatch(name -> name.startsWith("http_server_request_duration")
                        || name.startsWith("jvm_thread_count")
                        || name.startsWith("log_events"));
    }

    private static final class ShopPool implements PoolReader<Object> {
        @Override
        public boolean read(Object pool, PoolState state) {
            state.idle = 3;
            state.used = 4;
            state.max = 10;
            state.pending = 1;
            return true;
        }

        @Override
        public String name(Object pool) {
            return "shop";
        }
    }

    private static Map<String, String> http(String uri, String status, String outcome, String exception) {
        return Map.of("method", "GET", "uri", uri, "status", status, "outcome", outcome, "exception", exception);
    }
}
