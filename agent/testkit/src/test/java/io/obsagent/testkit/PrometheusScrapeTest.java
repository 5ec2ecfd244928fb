package io.obsagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.obsagent.testkit.MetricFamily.Sample;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parsers against what a real Micrometer registry writes. */
class PrometheusScrapeTest {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, new OneSpan());

    @BeforeEach
    void record() {
        registry.counter("log.events", "level", "error \"quoted\" \\ and\nbroken")
                .increment(3);
        registry.gauge("pool.size", 7);
        Timer duration = Timer.builder("http.server.request.duration")
                .description("Time to answer")
                .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(1))
                .tag("http_route", "/cart")
                .register(registry);
        duration.record(Duration.ofMillis(50));
        duration.record(Duration.ofMillis(200));
        duration.record(Duration.ofMillis(300));
        duration.record(Duration.ofSeconds(4));
        registry.timer("plain", "kind", "summary").record(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @ValueSource(strings = {PrometheusScrape.TEXT, PrometheusScrape.OPEN_METRICS, PrometheusScrape.PROTOBUF})
    void readsAllFormatsAlike(String format) throws IOException {
        PrometheusScrape scrape = scrape(format);

        assertThat(scrape.value("log_events_total", "level", "error \"quoted\" \\ and\nbroken"))
                .hasValue(3);
        assertThat(scrape.value("pool_size")).hasValue(7);
        assertThat(scrape.value("no_such_metric")).isEmpty();
        assertThat(scrape.value("plain_seconds_count", "kind", "summary")).hasValue(1);
        assertThat(scrape.sum("plain_seconds_sum")).isCloseTo(0.25, within(1e-9));
        assertThat(scrape.family("log_events_total").orElseThrow().type()).isEqualTo("counter");
        assertThat(scrape.family("plain_seconds").orElseThrow().type()).isEqualTo("summary");

        MetricFamily family =
                scrape.family("http_server_request_duration_seconds").orElseThrow();
        assertThat(family.type()).isEqualTo("histogram");
        assertThat(family.help()).isEqualTo("Time to answer");
        HistogramSnapshot histogram = scrape.histogram("http_server_request_duration_seconds", "http_route", "/cart");
        assertThat(histogram.count()).isEqualTo(4);
        assertThat(histogram.sum()).isCloseTo(4.55, within(1e-9));
        assertThat(histogram.buckets())
                .containsExactlyEntriesOf(
                        new TreeMap<>(Map.of(0.1, 1.0, 0.5, 3.0, 1.0, 3.0, Double.POSITIVE_INFINITY, 4.0)));
        assertThat(scrape.labelValues("http_server_request_duration_seconds_count", "http_route"))
                .containsExactly("/cart");
    }

    @ParameterizedTest
    @ValueSource(strings = {PrometheusScrape.OPEN_METRICS, PrometheusScrape.PROTOBUF})
    void readsExemplars(String format) throws IOException {
        PrometheusScrape scrape = scrape(format);
        // one exemplar in 90 ms per histogram is all the client library takes: the first record wins
        assertThat(scrape.exemplars("http_server_request_duration_seconds_bucket", "le", "0.1"))
                .singleElement()
                .satisfies(exemplar -> {
                    assertThat(exemplar.labels())
                            .containsEntry("trace_id", TRACE_ID)
                            .containsEntry("span_id", "00f067aa0ba902b7");
                    assertThat(exemplar.value()).isEqualTo(0.05);
                    assertThat(exemplar.timestamp()).isCloseTo(System.currentTimeMillis() / 1000.0, within(60.0));
                });
    }

    @Test
    void theThreeFormatsHoldTheSameSamples() throws IOException {
        Set<Object> text = samples(PrometheusScrape.TEXT);
        assertThat(samples(PrometheusScrape.OPEN_METRICS)).isEqualTo(text);
        assertThat(samples(PrometheusScrape.PROTOBUF)).isEqualTo(text);
    }

    @Test
    void fetchesWithTheAcceptHeaderGiven() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            String accept = exchange.getRequestHeaders().getFirst("Accept");
            byte[] body = render(accept);
            exchange.getResponseHeaders().set("Content-Type", accept);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/metrics";
            PrometheusScrape scrape = PrometheusScrape.fetch(url, PrometheusScrape.PROTOBUF);
            assertThat(scrape.contentType()).isEqualTo(PrometheusScrape.PROTOBUF);
            assertThat(scrape.value("pool_size")).hasValue(7);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void interpolatesQuantilesLikePromql() throws IOException {
        HistogramSnapshot histogram = scrape(PrometheusScrape.TEXT).histogram("http_server_request_duration_seconds");
        assertThat(histogram.quantile(0.5)).isCloseTo(0.3, within(1e-9)); // rank 2 of 1..3 in 0.1..0.5
        assertThat(histogram.quantile(0.25)).isCloseTo(0.1, within(1e-9));
        assertThat(histogram.quantile(0.99)).isEqualTo(1.0); // beyond the last finite bound
        assertThat(HistogramSnapshot.EMPTY.quantile(0.5)).isNaN();
    }

    @Test
    void subtractsAnEarlierSnapshot() throws IOException {
        HistogramSnapshot earlier = scrape(PrometheusScrape.TEXT).histogram("http_server_request_duration_seconds");
        registry.get("http.server.request.duration").timer().record(Duration.ofMillis(700));
        HistogramSnapshot since = scrape(PrometheusScrape.TEXT)
                .histogram("http_server_request_duration_seconds")
                .since(earlier);
        assertThat(since.count()).isEqualTo(1);
        assertThat(since.sum()).isCloseTo(0.7, within(1e-9));
        assertThat(since.quantile(0.5)).isBetween(0.5, 1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{b=\"c\" 1\n", "a{b=\"c} 1\n", "a b\n", "a 1", "# TYPE a gauge\n# TYPE a gauge\n"})
    void refusesWhatPrometheusWouldRefuse(String text) {
        assertThatThrownBy(() -> PrometheusScrape.parse(PrometheusScrape.TEXT, text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesOpenMetricsThatWasCutShort() {
        assertThatThrownBy(() -> PrometheusScrape.parse(
                        PrometheusScrape.OPEN_METRICS, "# TYPE a gauge\na 1\n".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("EOF");
    }

    private Set<Object> samples(String format) throws IOException {
        Set<Object> samples = new HashSet<>();
        for (MetricFamily family : scrape(format).families()) {
            for (Sample sample : family.samples()) {
                samples.add(new Sample(sample.name(), sample.labels(), sample.value(), null));
            }
        }
        return samples;
    }

    private PrometheusScrape scrape(String format) throws IOException {
        return PrometheusScrape.parse(format, render(format));
    }

    private byte[] render(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        registry.scrape(out, format);
        return out.toByteArray();
    }

    /** A tracer in which the same sampled span is always current. */
    private static final class OneSpan implements SpanContext {
        @Override
        public String getCurrentTraceId() {
            return TRACE_ID;
        }

        @Override
        public String getCurrentSpanId() {
            return "00f067aa0ba902b7";
        }

        @Override
        public boolean isCurrentSpanSampled() {
            return true;
        }

        @Override
        public void markCurrentSpanAsExemplar() {}
    }
}
