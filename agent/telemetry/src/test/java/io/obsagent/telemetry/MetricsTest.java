package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.obsagent.api.AgentStats;
import io.obsagent.api.HookCost;
import io.obsagent.api.Message;
import io.obsagent.api.Operation;
import io.obsagent.api.PoolReader;
import io.obsagent.api.Scope;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Db;
import io.obsagent.telemetry.Requests.Http;
import io.obsagent.telemetry.Requests.Kafka;
import io.obsagent.telemetry.metrics.Metric;
import io.obsagent.testkit.MetricFamily;
import io.obsagent.testkit.PrometheusScrape;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        operation
                .route("/cart/{user}")
                .status(200)
                .requestBytes(0)
                .responseBytes(1234)
                .end(null);
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
        assertThat(scrape.value("http_server_request_body_size_bytes_bucket", "le", "100.0"))
                .hasValue(1);
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
        assertThat(scrape.samples("jvm_memory_used_bytes", "jvm_memory_type", "heap"))
                .isNotEmpty();
        assertThat(scrape.value("obs_agent_spans_recorded_total")).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({"GET, http, GET", "POST, http, POST", "POST, https, POST", "GET, ws, GET", "PROPFIND, http, _OTHER"})
    void tellsRequestsUnderWayApart(String sent, String scheme, String method) {
        telemetry.serveHttp(Http.get("/").view());
        for (int i = 0; i < 2; i++) {
            Http other = new Http(sent, scheme, "shop.example", 8080, "/", null, Map.of());
            telemetry.serveHttp(other.view()).status(200).end(null);
            telemetry.serveHttp(other.view());
        }

        boolean alike = sent.equals("GET") && scheme.equals("http");
        assertThat(scrape(PrometheusScrape.TEXT)
                        .value("http_server_active_requests", "http_request_method", method, "url_scheme", scheme))
                .hasValue(alike ? 3 : 2);
        assertThat(scrape(PrometheusScrape.TEXT)
                        .value("http_server_active_requests", "http_request_method", "GET", "url_scheme", "http"))
                .hasValue(alike ? 3 : 1);
    }

    @Test
    void countsEachCombinationOfManyRoutesForItself() {
        String[] methods = {"GET", "POST"};
        String[] schemes = {"http", "https"};
        int[] statuses = {200, 404, 500};
        for (int i = 0; i < 80 * 2; i++) {
            for (int j = 0; j < 12; j++) {
                Http request = new Http(methods[j & 1], schemes[j >> 1 & 1], "shop", 80, "/", null, Map.of());
                telemetry
                        .serveHttp(request.view())
                        .route("/r" + i % 80)
                        .status(statuses[j % 3])
                        .end(null);
            }
        }

        PrometheusScrape scrape = scrape(PrometheusScrape.TEXT);
        assertThat(scrape.samples("http_server_request_duration_seconds_count"))
                .hasSize(80 * 12)
                .allMatch(sample -> sample.value() == 2);
    }

    @Test
    void countsWebApplicationsAsServices() {
        restart("service.per-application", "true");
        Operation operation = telemetry.serveHttp(Http.get("/cart/1").view()).application("/cart");
        assertThat(services("http_server_active_requests")).isEqualTo(Map.of("", 0.0, "cart", 1.0));
        Object[] sessions = {new Object(), new Object()};
        telemetry.sessionBegan(sessions[0], "/cart");
        telemetry.sessionBegan(sessions[1], "");
        try (Scope scope = operation.activate()) {
            telemetry.query(Db.sql("SELECT 1").view()).end(null);
            telemetry.logged("WARN", "shop.Cart");
        }
        telemetry.logged("WARN", "shop.Cart");
        operation.status(200).end(null);
        telemetry.serveHttp(Http.get("/cart/1").view()).status(200).end(null);

        assertThat(services("http_server_active_requests")).isEqualTo(Map.of("", 0.0, "cart", 0.0));
        assertThat(services("http_server_request_duration_seconds_count")).isEqualTo(Map.of("", 1.0, "cart", 1.0));
        assertThat(services("db_client_operation_duration_seconds_count")).isEqualTo(Map.of("cart", 1.0));
        assertThat(services("http_server_active_sessions")).isEqualTo(Map.of("", 1.0, "cart", 1.0));
        assertThat(services("log_events_total")).isEqualTo(Map.of("", 1.0, "cart", 1.0));
        Reference.reachabilityFence(sessions);
    }

    @Test
    void webApplicationsBeyondTheCapKeepTheNameOfTheService() {
        restart("service.per-application", "true");
        for (int i = 0; i < 2 * WebApplications.MAX; i++) {
            telemetry
                    .serveHttp(Http.get("/").view())
                    .application("/redeployed" + i)
                    .end(null);
        }
        assertThat(services("http_server_request_duration_seconds_count"))
                .hasSize(WebApplications.MAX + 1)
                .containsEntry("redeployed0", 1.0)
                .containsEntry("", (double) WebApplications.MAX);
    }

    @Test
    void webApplicationsAreServicesInMicrometersNamesToo() {
        restart("service.per-application", "true", "metrics.dialect", "micrometer");
        telemetry.serveHttp(Http.get("/").view()).application("/cart").end(null);
        telemetry.serveHttp(Http.get("/").view()).end(null);
        assertThat(services("http_server_requests_seconds_count")).isEqualTo(Map.of("", 1.0, "cart", 1.0));
    }

    @Test
    void webApplicationsAreNoServicesOfTheirOwnByDefault() {
        telemetry.serveHttp(Http.get("/").view()).application("/cart").end(null);
        assertThat(services("http_server_request_duration_seconds_count")).isEqualTo(Map.of("", 1.0));
    }

    /** Values by the label service_name, of a metric that has one series for each. */
    private Map<String, Double> services(String metric) {
        Map<String, Double> values = new HashMap<>();
        for (MetricFamily.Sample sample : scrape(PrometheusScrape.TEXT).samples(metric)) {
            assertThat(values.put(sample.labels().getOrDefault("service_name", ""), sample.value()))
                    .isNull();
        }
        return values;
    }

    @Test
    void gaugesOfWhatIsSwitchedOffAreNotShown() {
        telemetry.consumerLag("orders", "workers", "client-1", 7);
        assertThat(scrape(PrometheusScrape.TEXT).value("messaging_kafka_consumer_lag"))
                .hasValue(7);

        telemetry.configure(AgentConfig.with("instrumentation.kafka.enabled", "false"));
        assertThat(telemetry.isOn("kafka")).isFalse();
        assertThat(telemetry.isOn("jdbc")).isTrue();
        assertThat(scrape(PrometheusScrape.TEXT).samples("messaging_kafka_consumer_lag"))
                .isEmpty();

        telemetry.configure(AgentConfig.with("enabled", "false"));
        assertThat(telemetry.isOn("jdbc")).isFalse();
        telemetry.configure(AgentConfig.defaults());
        assertThat(scrape(PrometheusScrape.TEXT).value("messaging_kafka_consumer_lag"))
                .hasValue(7);
    }

    @Test
    void changesOfTheConfigurationBringNoMoreInferredRoutes() {
        for (int i = 0; i < 2 * InferredRoutes.MAX; i++) {
            telemetry.configure(AgentConfig.with("http.infer-route", String.valueOf(i % 2 == 0)));
            String name = "orders" + (char) ('a' + i / 2 % 26) + (char) ('a' + i / 52);
            telemetry.serveHttp(Http.get("/" + name + "/1").view()).status(200).end(null);
        }
        telemetry.configure(AgentConfig.defaults());
        telemetry.serveHttp(Http.get("/more/1").view()).status(200).end(null);
        assertThat(scrape(PrometheusScrape.TEXT)
                        .labelValues("http_server_request_duration_seconds_count", "http_route"))
                .hasSize(InferredRoutes.MAX)
                .contains("/ordersaa/{id}", "/ordersxb/{id}")
                .doesNotContain("/more/{id}");
    }

    @Test
    void valuesBeyondTheCapBecomeOther() {
        restart("metrics.max-values-per-label", "http_route=2");
        for (int i = 0; i < 5; i++) {
            telemetry
                    .serveHttp(Http.get("/").view())
                    .route("/r" + i)
                    .status(200)
                    .end(null);
        }
        PrometheusScrape scrape = scrape(PrometheusScrape.TEXT);
        assertThat(scrape.labelValues("http_server_request_duration_seconds_count", "http_route"))
                .containsExactlyInAnyOrder("/r0", "/r1", "_other");
        assertThat(scrape.value("http_server_request_duration_seconds_count", "http_route", "_other"))
                .hasValue(3);
        assertThat(scrape.value(
                        "obs_agent_overflow_total",
                        "metric",
                        "http_server_request_duration_seconds",
                        "label",
                        "http_route"))
                .hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {PrometheusScrape.OPEN_METRICS, PrometheusScrape.PROTOBUF})
    void bucketsCarryTheTracesOfSampledSpans(String accept) {
        Operation operation =
                telemetry.serveHttp(Http.get("/").view()).route("/").status(200);
        operation.end(null);
        assertThat(scrape(accept).exemplars("http_server_request_duration_seconds_bucket"))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.labels())
                            .containsEntry("trace_id", operation.traceId())
                            .containsEntry("span_id", operation.spanId());
                    assertThat(e.value()).isBetween(0.0, 10.0);
                    assertThat(e.timestamp()).isBetween(1.7e9, 5e9);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics.exemplars=false", "sampling.ratio=0"})
    void noExemplarsWhereThereIsNoTraceToFind(String setting) {
        restart(setting.split("="));
        telemetry.serveHttp(Http.get("/").view()).route("/").status(200).end(null);
        PrometheusScrape scrape = scrape(PrometheusScrape.OPEN_METRICS);
        assertThat(scrape.value("http_server_request_duration_seconds_count")).hasValue(1);
        assertThat(scrape.exemplars("http_server_request_duration_seconds_bucket"))
                .isEmpty();
    }

    @Test
    void bucketsAreThoseOfTheConventionsUnlessConfigured() {
        telemetry.serveHttp(Http.get("/").view()).end(null);
        telemetry.query(Db.sql("SELECT 1").view()).end(null);
        PrometheusScrape scrape = scrape(PrometheusScrape.TEXT);
        assertThat(scrape.labelValues("http_server_request_duration_seconds_bucket", "le"))
                .containsExactlyInAnyOrder(
                        "0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75", "1.0", "2.5", "5.0",
                        "7.5", "10.0", "+Inf");
        assertThat(scrape.labelValues("db_client_operation_duration_seconds_bucket", "le"))
                .containsExactlyInAnyOrder(
                        "0.001", "0.005", "0.01", "0.05", "0.1", "0.5", "1.0", "5.0", "10.0", "+Inf");

        restart("metrics.buckets", "http_server_request_duration_seconds=0.5 2");
        telemetry.serveHttp(Http.get("/").view()).end(null);
        assertThat(scrape(PrometheusScrape.TEXT).labelValues("http_server_request_duration_seconds_bucket", "le"))
                .containsExactlyInAnyOrder("0.5", "2.0", "+Inf");
    }

    @Test
    void messagesSessionsAndLag() {
        telemetry.send(new Kafka("orders", null, Map.of()).view()).end(null);
        telemetry.send(new Kafka("orders", null, Map.of()).view()).end(new IllegalStateException());
        Message message = new Kafka("orders", "g", Map.of()).view();
        telemetry
                .poll(Requests.batch("orders", "g", List.of(message, message, message)), System.nanoTime())
                .end(null);
        telemetry.process(message).end(null);
        Object session = new Object();
        telemetry.sessionBegan(session, "/shop");
        telemetry.sessionBegan(session, "/shop");
        Object ended = new Object();
        telemetry.sessionBegan(ended, "/shop");
        telemetry.sessionEnded(ended);
        telemetry.sessionEnded(ended);
        telemetry.sessionEnded(new Object());
        Object root = new Object();
        telemetry.sessionBegan(root, "");
        telemetry.consumerLag("orders", "g", "c1", 12);
        telemetry.consumerLag("orders", "g", "c2", 1);
        telemetry.consumerLag("orders", "g", "c2", -1);

        PrometheusScrape scrape = scrape(PrometheusScrape.TEXT);
        assertThat(scrape.sum("messaging_client_sent_messages_total")).isEqualTo(2);
        assertThat(scrape.value(
                        "messaging_client_sent_messages_total", "error_type", "java.lang.IllegalStateException"))
                .hasValue(1);
        assertThat(scrape.sum("messaging_client_consumed_messages_total")).isEqualTo(3);
        assertThat(scrape.labelValues("messaging_client_operation_duration_seconds_count", "messaging_operation_name"))
                .containsExactlyInAnyOrder("send", "poll");
        assertThat(scrape.labelValues("messaging_process_duration_seconds_count", "messaging_operation_name"))
                .containsExactly("process");
        assertThat(scrape.value("http_server_active_sessions", "application", "/shop"))
                .hasValue(1);
        assertThat(scrape.value("http_server_active_sessions", "application", "/"))
                .hasValue(1);
        assertThat(scrape.sum("messaging_kafka_consumer_lag")).isEqualTo(12);
        Reference.reachabilityFence(session);
        Reference.reachabilityFence(root);
    }

    @Test
    void whatTheJvmTells() {
        System.gc();
        scrape(PrometheusScrape.TEXT);
        PrometheusScrape scrape = scrape(PrometheusScrape.TEXT);
        assertThat(scrape.labelValues("jvm_memory_used_bytes", "jvm_memory_type"))
                .containsExactlyInAnyOrder("heap", "non_heap");
        assertThat(scrape.samples("jvm_memory_used_after_last_gc_bytes")).isNotEmpty();
        assertThat(scrape.sum("jvm_gc_duration_seconds_count")).isPositive();
        assertThat(scrape.labelValues("jvm_gc_duration_seconds_count", "jvm_gc_action"))
                .contains("end of major GC");
        assertThat(scrape.sum("jvm_thread_count"))
                .isCloseTo(
                        java.lang.management.ManagementFactory.getThreadMXBean().getThreadCount(), within(5.0));
        assertThat(scrape.value("jvm_class_count").orElse(0)).isGreaterThan(500);
        assertThat(scrape.value("jvm_cpu_time_seconds_total").orElse(0)).isPositive();
        assertThat(scrape.value("jvm_cpu_count")).hasValue(Runtime.getRuntime().availableProcessors());
        assertThat(scrape.value("jvm_file_descriptor_count").orElse(0)).isPositive();
        assertThat(scrape.labelValues("jvm_buffer_count", "jvm_buffer_pool_name"))
                .contains("direct", "mapped");
    }

    /** A family that is split in two, or has a name or label that the table does not list, fails here. */
    @ParameterizedTest
    @ValueSource(strings = {PrometheusScrape.TEXT, PrometheusScrape.PROTOBUF})
    void everyFamilyStandsOnceAndInTheTable(String accept) {
        messagesSessionsAndLag();
        valuesBeyondTheCapBecomeOther();
        AgentStats.hookError("jdbc.ExecuteHook", new IllegalStateException());
        AgentStats.wovenType("jdbc");
        AgentStats.hookCost("jdbc").add(1021, 1, 2_000, 3);
        Map<String, Metric> table = new HashMap<>();
        for (Metric metric : Metric.values()) {
            table.put(metric.text(), metric);
        }
        List<MetricFamily> families = scrape(accept).families();
        assertThat(families).extracting(MetricFamily::name).doesNotHaveDuplicates();
        assertThat(families).allSatisfy(family -> {
            Metric metric = table.get(family.name());
            assertThat(metric).as(family.name()).isNotNull();
            assertThat(family.help()).isEqualTo(metric.description());
            if (metric != Metric.TARGET) {
                assertThat(family.samples()).allSatisfy(sample -> {
                    List<String> names = new ArrayList<>(sample.labels().keySet());
                    names.remove("le");
                    assertThat(names).isSubsetOf(metric.labels());
                });
            }
        });
    }

    @Test
    void whatHooksCostIsToldAsSecondsAndBytes() {
        HookCost cost = AgentStats.hookCost("meter");
        cost.add(1021, 1, 2_000_000, -1);
        cost.add(1021, 0, 1_000_000, -1);

        PrometheusScrape first = scrape(PrometheusScrape.TEXT);
        assertThat(first.value("obs_agent_hook_calls_total", "instrumentation", "meter"))
                .hasValue(1021);
        assertThat(first.value("obs_agent_hook_seconds_total", "instrumentation", "meter"))
                .hasValue(1021 * .003);
        assertThat(first.value("obs_agent_hook_allocated_bytes_total", "instrumentation", "meter"))
                .as("not known")
                .isEmpty();

        cost.add(1, 1, 0, 500);
        assertThat(scrape(PrometheusScrape.TEXT)
                        .value("obs_agent_hook_allocated_bytes_total", "instrumentation", "meter"))
                .hasValue(500);
    }

    @Test
    void theJvmTellsWhatThreadsAllocate() {
        scrape(PrometheusScrape.TEXT);
        long before = HookCost.allocated();
        long nothing = HookCost.allocatedSince(before);
        byte[] allocated = new byte[1_000_000];
        long array = HookCost.allocatedSince(before);
        // only now: the first assertion loads classes
        assertThat(nothing).isLessThan(1_000);
        assertThat(array).isBetween((long) allocated.length, 1_010_000L);
    }

    /** Of the thread that carries it, or nothing, would both be wrong. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void itDoesNotTellOfVirtualThreads() throws Exception {
        scrape(PrometheusScrape.TEXT);
        AtomicLong told = new AtomicLong();
        ((Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable)
                        () -> told.set(HookCost.allocated())))
                .join();
        assertThat(told).hasValue(-1);
    }

    @Test
    void labelValuesAreEscaped() {
        String odd = "/a\"b\\c\nd";
        telemetry.serveHttp(Http.get("/").view()).route(odd).end(null);
        for (String accept : List.of(PrometheusScrape.TEXT, PrometheusScrape.OPEN_METRICS, PrometheusScrape.PROTOBUF)) {
            assertThat(scrape(accept).labelValues("http_server_request_duration_seconds_count", "http_route"))
                    .containsExactly(odd);
        }
    }

    /** As a pool that opens a connection to a database that does not answer. */
    @Test
    void aPoolThatDoesNotAnswerHoldsNoScrapeUp() {
        CountDownLatch answers = new CountDownLatch(1);
        Object pool = new Object();
        PoolReader<Object> reader = (each, state) -> {
            answers.await();
            state.idle = 2;
            return true;
        };
        telemetry.watchPool(pool, reader);

        assertThat(scrape(PrometheusScrape.TEXT).value("jvm_cpu_count")).isPresent();
        assertThat(scrape(PrometheusScrape.TEXT).value("db_client_connection_count"))
                .isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("obs-agent-pools"))
                .hasSize(1);
        answers.countDown();
        await(() -> scrape(PrometheusScrape.TEXT)
                .value("db_client_connection_count", "db_client_connection_pool_name", "Object-1", "state", "idle")
                .isPresent());
        Reference.reachabilityFence(pool);
        Reference.reachabilityFence(reader);
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < 100 && !condition.getAsBoolean(); i++) {
            LockSupport.parkNanos(50_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
