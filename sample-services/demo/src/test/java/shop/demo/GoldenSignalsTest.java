package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.obsagent.testkit.PrometheusScrape;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoldenSignalsTest {

    private static final PrometheusScrape BEFORE = scrape("""
            # TYPE http_server_request_duration_seconds histogram
            http_server_request_duration_seconds_bucket{http_route="/health",error_type="",le="0.1"} 5
            http_server_request_duration_seconds_bucket{http_route="/health",error_type="",le="1.0"} 5
            http_server_request_duration_seconds_bucket{http_route="/health",error_type="",le="+Inf"} 5
            http_server_request_duration_seconds_sum{http_route="/health",error_type=""} 0.1
            http_server_request_duration_seconds_count{http_route="/health",error_type=""} 5
            """);

    private static final PrometheusScrape AFTER = scrape("""
            # TYPE http_server_request_duration_seconds histogram
            http_server_request_duration_seconds_bucket{http_route="/health",error_type="",le="0.1"} 5
            http_server_request_duration_seconds_bucket{http_route="/health",error_type="",le="1.0"} 5
            http_server_request_duration_seconds_bucket{http_route="/health",error_type="",le="+Inf"} 5
            http_server_request_duration_seconds_sum{http_route="/health",error_type=""} 0.1
            http_server_request_duration_seconds_count{http_route="/health",error_type=""} 5
            http_server_request_duration_seconds_bucket{http_route="/user/*",error_type="",le="0.1"} 60
            http_server_request_duration_seconds_bucket{http_route="/user/*",error_type="",le="1.0"} 80
            http_server_request_duration_seconds_bucket{http_route="/user/*",error_type="",le="+Inf"} 80
            http_server_request_duration_seconds_sum{http_route="/user/*",error_type=""} 12
            http_server_request_duration_seconds_count{http_route="/user/*",error_type=""} 80
            http_server_request_duration_seconds_bucket{http_route="/user/*",error_type="500",le="0.1"} 20
            http_server_request_duration_seconds_bucket{http_route="/user/*",error_type="500",le="1.0"} 20
            http_server_request_duration_seconds_bucket{http_route="/user/*",error_type="500",le="+Inf"} 20
            http_server_request_duration_seconds_sum{http_route="/user/*",error_type="500"} 1
            http_server_request_duration_seconds_count{http_route="/user/*",error_type="500"} 20
            # TYPE jvm_memory_used_bytes gauge
            jvm_memory_used_bytes{jvm_memory_type="heap",jvm_memory_pool_name="Eden"} 10485760
            jvm_memory_used_bytes{jvm_memory_type="heap",jvm_memory_pool_name="Old"} 31457280
            jvm_memory_used_bytes{jvm_memory_type="non_heap",jvm_memory_pool_name="Metaspace"} 99
            # TYPE jvm_memory_limit_bytes gauge
            jvm_memory_limit_bytes{jvm_memory_type="heap",jvm_memory_pool_name="Old"} 268435456
            # TYPE jvm_cpu_recent_utilization_ratio gauge
            jvm_cpu_recent_utilization_ratio 0.125
            # TYPE jvm_thread_count gauge
            jvm_thread_count{jvm_thread_daemon="true",jvm_thread_state="waiting"} 20
            jvm_thread_count{jvm_thread_daemon="false",jvm_thread_state="runnable"} 4
            # TYPE db_client_connection_count gauge
            db_client_connection_count{db_client_connection_pool_name="p",db_client_connection_state="used"} 3
            db_client_connection_count{db_client_connection_pool_name="p",db_client_connection_state="idle"} 7
            # TYPE db_client_connection_max gauge
            db_client_connection_max{db_client_connection_pool_name="p"} 10
            """);

    @Test
    void measuresTheWorkBetweenTheScrapesOnly() {
        GoldenSignals signals = GoldenSignals.between("cart", BEFORE, AFTER, Duration.ofSeconds(10));
        assertThat(signals.entries()).singleElement().satisfies(http -> {
            assertThat(http.kind()).isEqualTo("HTTP");
            assertThat(http.perSecond()).isEqualTo(10);
            assertThat(http.errorRatio()).isEqualTo(0.2);
            assertThat(http.p50()).isCloseTo(0.0625, within(1e-9)); // 50 of the 80 in the first bucket
            assertThat(http.p95()).isCloseTo(0.775, within(1e-9));
        });
    }

    @Test
    void readsSaturation() {
        GoldenSignals.Saturation saturation = GoldenSignals.between("cart", BEFORE, AFTER, Duration.ofSeconds(10))
                .saturation();
        assertThat(saturation.heapUsedBytes()).isEqualTo(40 * 1024 * 1024);
        assertThat(saturation.heapLimitBytes()).isEqualTo(256 * 1024 * 1024);
        assertThat(saturation.cpu()).hasValue(0.125);
        assertThat(saturation.threads()).isEqualTo(24);
        assertThat(saturation.poolUsed()).isEqualTo(3);
        assertThat(saturation.poolMax()).isEqualTo(10);
    }

    @Test
    void printsALineForEachKindOfWork() {
        GoldenSignals busy = GoldenSignals.between("cart", BEFORE, AFTER, Duration.ofSeconds(10));
        GoldenSignals idle = GoldenSignals.between("loms", BEFORE, BEFORE, Duration.ofSeconds(10));
        assertThat(SignalsTable.lines(List.of(busy, idle), Palette.PLAIN))
                .containsExactly(
                        "service       work     traffic   errors       p50       p95       p99   saturation",
                        "cart          HTTP      10.0/s   20.0 %   62.5 ms    775 ms    955 ms   "
                                + "heap 40 of 256 MiB, cpu 13 %, 24 threads, pool 3 of 10",
                        "loms          none           -        -         -         -         -   "
                                + "heap 0 of 0 MiB, 0 threads");
    }

    private static PrometheusScrape scrape(String text) {
        return PrometheusScrape.parse(PrometheusScrape.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }
}
