package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Db;
import io.obsagent.telemetry.Requests.Http;
import io.obsagent.telemetry.Requests.Kafka;
import io.obsagent.telemetry.Requests.Rpc;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which traces reach the collector. */
class SamplingTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String DURATION = "http_server_request_duration_seconds_bucket";

    private final OtlpSink sink = OtlpSink.start();
    private ObsTelemetry telemetry;

    private void start(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "exporter.endpoint", sink.httpEndpoint(), "server.port", "0", "exporter.spool.enabled", "false"));
        settings.addAll(List.of(more));
        telemetry = ObsTelemetry.start(AgentConfig.with(settings.toArray(new String[0])));
    }

    @AfterEach
    void stop() {
        telemetry.close();
        sink.close();
    }

    @Test
    void rulesDecideByWhatBeginsTheTrace() {
        start(
                "sampling.ratio",
                "0",
                "sampling.rules",
                "/orders/*=1, /orders/internal/*=0, /orders/internal/a=1, /o***************************=0, shop.Cart/*=1, audit=1, shop.Report.run=1");
        assertThat(flags(telemetry.serveHttp(Http.get("/orders/7").view()))).isEqualTo("01");
        assertThat(flags(telemetry.serveHttp(Http.get("/orders/internal/7").view())))
                .isEqualTo("00");
        assertThat(flags(telemetry.serveHttp(Http.get("/orders/internal/a").view())))
                .isEqualTo("01");
        assertThat(flags(telemetry.serveHttp(Http.get("/cart").view()))).isEqualTo("00");
        assertThat(flags(telemetry.serveRpc(new Rpc("shop.Cart/Add", true, Map.of()).view(), System.nanoTime())))
                .isEqualTo("01");
        assertThat(flags(telemetry.serveRpc(new Rpc("shop.Loms/Add", true, Map.of()).view(), System.nanoTime())))
                .isEqualTo("00");
        assertThat(flags(telemetry.process(new Kafka("audit", null, Map.of()).view())))
                .isEqualTo("01");
        assertThat(flags(telemetry.process(new Kafka("orders", null, Map.of()).view())))
                .isEqualTo("00");
        assertThat(flags(telemetry.job("shop.Report", "run"))).isEqualTo("01");
        assertThat(flags(telemetry.job("shop.Report", "clean"))).isEqualTo("00");
        assertThat(flags(telemetry.query(Db.sql("SELECT 1").view()))).isEqualTo("00");
    }

    @Test
    void neitherRulesNorTheLimitChangeWhatTheCallerDecided() {
        start("sampling.rules", "/orders=0,/cart=1", "sampling.traces-per-second", "0.01");
        assertThat(flags(called("/orders", true))).isEqualTo("01");
        assertThat(flags(called("/cart", false))).isEqualTo("00");
        assertThat(flags(telemetry.serveHttp(Http.get("/").view()))).isEqualTo("01");
        assertThat(flags(telemetry.serveHttp(Http.get("/").view())))
                .as("over the limit")
                .isEqualTo("00");
        assertThat(flags(called("/", true))).isEqualTo("01");
    }

    @Test
    void theCallerIsNotAskedWhereParentsDoNotCount() {
        start("sampling.parent-based", "false", "sampling.rules", "/orders=0,/cart=1", "sampling.keep", "errors");
        assertThat(flags(called("/orders", true))).isEqualTo("00");
        assertThat(flags(called("/cart", false))).isEqualTo("01");
        end(called("/orders", false), 500);
        assertThat(received()).extracting(ReceivedSpan::name).containsExactlyInAnyOrder("GET /cart", "GET /orders");
    }

    @Test
    void theLimitCountsOnlyWhatWouldBeRecorded() {
        start("sampling.traces-per-second", "1", "sampling.rules", "/quiet=0");
        for (int i = 0; i < 20; i++) {
            flags(telemetry.serveHttp(Http.get("/health").view()));
            flags(telemetry.serveHttp(Http.get("/quiet").view()));
        }
        assertThat(flags(telemetry.serveHttp(Http.get("/").view()))).isEqualTo("01");
        assertThat(flags(telemetry.serveHttp(Http.get("/").view()))).isEqualTo("00");
    }

    @Test
    void aTraceInWhichSomethingFailedIsKept() {
        start("sampling.ratio", "0", "sampling.keep", "errors");
        served("/good", 200, null);
        served("/bad", 500, null);
        served("/broken", 200, new IllegalStateException("no such table"));
        served("/health", 500, null);
        end(called("/not-wanted", false), 500);
        telemetry.query(Db.sql("SELECT * FROM lone").view()).end(new IllegalStateException());
        assertThat(received())
                .extracting(ReceivedSpan::name)
                .containsExactlyInAnyOrder("GET /bad", "SELECT bad", "GET /broken", "SELECT broken", "SELECT lone");
        assertThat(sink.spans().stream().filter(span -> !span.name().equals("SELECT lone")))
                .allSatisfy(span -> assertThat(sink.trace(span.traceId())).hasSize(2));
    }

    @Test
    void fromTheErrorOnTheTraceIsSampled() {
        start("sampling.ratio", "0", "sampling.keep", "errors");
        Operation server = telemetry.serveHttp(Http.get("/").view());
        try (Scope scope = server.activate()) {
            assertThat(server.traceFlags()).isEqualTo("00");
            telemetry.callHttp(Http.get("/first").view()).status(503).end(null);
            assertThat(server.traceFlags()).isEqualTo("01");
            Operation again = telemetry.callHttp(Http.get("/again").view());
            assertThat(again.traceFlags()).isEqualTo("01");
            again.status(200).end(null);
        }
        assertThat(received()).as("before the request ends").hasSize(2);
        end(server, 200);
        assertThat(received()).hasSize(3);
    }

    @Test
    void aSlowTraceIsKept() throws InterruptedException {
        start("sampling.ratio", "0", "sampling.keep", "slow", "sampling.slow", "300ms");
        served("/fast", 500, new IllegalStateException());
        Operation slow = telemetry.serveHttp(Http.get("/slow").view());
        try (Scope scope = slow.activate()) {
            telemetry.query(Db.sql("SELECT * FROM early").view()).end(null);
            Thread.sleep(320);
            telemetry.query(Db.sql("SELECT * FROM late").view()).end(null);
        }
        end(slow, 200);
        assertThat(received())
                .extracting(ReceivedSpan::name)
                .containsExactlyInAnyOrder("GET /slow", "SELECT early", "SELECT late");
    }

    @Test
    void whatIsHeldHasCapsAndWhatIsLostIsCounted() {
        start("sampling.ratio", "0", "sampling.keep", "errors", "exporter.queue-size", "16");
        List<Operation> open = new ArrayList<>();
        for (int trace = 0; trace < 5; trace++) {
            open.add(withQueries(7));
        }
        end(open.get(0), 500);
        assertThat(received()).as("a quarter is one trace's").hasSize(4 + 1);
        assertThat(lost()).isEqualTo(3);
        end(open.get(4), 500);
        assertThat(received()).as("there was no place left").hasSize(5 + 1);
        assertThat(lost()).isEqualTo(3 + 7);

        open.subList(1, 4).forEach(operation -> end(operation, 200));
        assertThat(lost()).as("nobody misses them").isEqualTo(3 + 7);
        end(withQueries(4), 500);
        assertThat(received()).as("places are free again").hasSize(6 + 5);
        assertThat(scrape().value("obs_agent_spans_recorded_total")).hasValue(11 + 10);
    }

    @Test
    void exemplarsPointAtKeptTraces() {
        start("sampling.ratio", "0", "sampling.keep", "errors");
        served("/good", 200, null);
        assertThat(scrape().exemplars(DURATION)).isEmpty();
        Operation bad = telemetry.serveHttp(Http.get("/bad").view());
        end(bad, 500);
        assertThat(scrape().exemplars(DURATION))
                .singleElement()
                .satisfies(exemplar -> assertThat(exemplar.labels()).containsEntry("trace_id", bad.traceId()));
        assertThat(scrape().exemplars("db_client_operation_duration_seconds_bucket"))
                .isEmpty();
    }

    @Test
    void isChangedInTheRunningJvm() {
        start("sampling.ratio", "0");
        Operation before = telemetry.serveHttp(Http.get("/before").view());
        telemetry.configure(AgentConfig.with("sampling.ratio", "0", "sampling.keep", "errors"));
        Operation held = telemetry.serveHttp(Http.get("/held").view());
        telemetry.configure(AgentConfig.with("sampling.ratio", "0", "sampling.rules", "/ruled=1"));
        end(before, 500);
        end(held, 500);
        end(telemetry.serveHttp(Http.get("/ruled").view()), 200);
        assertThat(received()).extracting(ReceivedSpan::name).containsExactlyInAnyOrder("GET /held", "GET /ruled");
    }

    private Operation withQueries(int queries) {
        Operation server = telemetry.serveHttp(Http.get("/").view());
        try (Scope scope = server.activate()) {
            for (int i = 0; i < queries; i++) {
                telemetry.query(Db.sql("SELECT 1").view()).end(null);
            }
        }
        return server;
    }

    private void served(String path, int status, Throwable ofTheQuery) {
        Operation server = telemetry.serveHttp(Http.get(path).view());
        try (Scope scope = server.activate()) {
            telemetry.query(Db.sql("SELECT * FROM " + path.substring(1)).view()).end(ofTheQuery);
        }
        end(server.route(path), status);
    }

    private Operation called(String path, boolean sampled) {
        String parent = "00-" + TRACE + "-00f067aa0ba902b7-" + (sampled ? "01" : "00");
        return telemetry
                .serveHttp(Http.get(path)
                        .with("GET", null, Map.of("traceparent", parent))
                        .view())
                .route(path);
    }

    private static void end(Operation operation, int status) {
        operation.status(status).end(null);
    }

    private static String flags(Operation operation) {
        String flags = operation.traceFlags();
        operation.end(null);
        return flags;
    }

    private List<ReceivedSpan> received() {
        assertThat(telemetry.flush()).isTrue();
        return sink.spans();
    }

    private PrometheusScrape scrape() {
        return PrometheusScrape.fetch(
                "http://127.0.0.1:" + telemetry.port() + "/metrics", PrometheusScrape.OPEN_METRICS);
    }

    private double lost() {
        return scrape().value("obs_agent_spans_dropped_total", "reason", "held_full")
                .orElseThrow();
    }
}
