package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: one checkout is one trace across four processes, and their logs and metrics know it. */
class CheckoutTraceTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final Set<String> SERVICES = Set.of("cart", "product", "loms", "notification");
    private static final long USER = 4711;

    @TempDir
    private Path logs;

    @Test
    void oneCheckoutIsOneTrace() throws Exception {
        for (String service : SERVICES) {
            Path jar = PROJECT.resolve("sample-services/" + service + "/target/" + service + ".jar");
            assumeTrue(Files.exists(jar), jar + " is not built");
        }
        Options options = new Options(0, true, true, logs);
        try (Workspace workspace = Workspace.create();
                Estate estate = new Estate(PROJECT, options, workspace, logs)) {
            estate.start(new Progress(new Terminal()));
            warmUp(estate);
            ShopClient client = estate.client();
            client.add(USER, 1001, 1);
            client.add(USER, 1002, 2);
            client.checkOut(USER);
            assertThat(client.summary().unexpected())
                    .as(client.summary().examples().toString())
                    .isZero();

            List<ReceivedSpan> trace = awaitCheckout(estate.sink());
            assertSpans(trace);
            assertLogs(estate, trace.get(0).traceId());
            assertMetrics(estate);
        }
    }

    /** On a busy machine the first requests of cold services may take longer than cart waits. */
    private static void warmUp(Estate estate) throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        ShopClient client;
        do {
            client = estate.client();
            client.add(USER + 1, 1003, 1);
            client.list(USER + 1);
        } while (client.summary().unexpected() > 0 && System.nanoTime() < deadline);
    }

    /** The checkout's spans, complete when notification has stored both of the order's events. */
    private static List<ReceivedSpan> awaitCheckout(OtlpSink sink) {
        String traceId = sink.awaitSpans(CheckoutTraceTest::isCheckout, 1, TIMEOUT)
                .get(0)
                .traceId();
        // each process sends what has ended before these, too: one of each is the last of its process
        await(sink, traceId, "POST /user/*", 1);
        await(sink, traceId, "GET /product/*", 2);
        await(sink, traceId, "UPDATE outbox", 2);
        await(sink, traceId, "process order_status", 2);
        return sink.trace(traceId);
    }

    private static void await(OtlpSink sink, String traceId, String name, int count) {
        sink.awaitSpans(span -> span.traceId().equals(traceId) && span.name().equals(name), count, TIMEOUT);
    }

    private static boolean isCheckout(ReceivedSpan span) {
        return span.name().equals("loms.v1.Loms/OrderCreate") && span.kind() == Kind.SERVER;
    }

    private static void assertSpans(List<ReceivedSpan> trace) {
        assertThat(trace).allMatch(span -> span.status() != Status.ERROR, "no span failed");
        assertThat(trace).extracting(ReceivedSpan::serviceName).containsOnlyElementsOf(SERVICES);

        ReceivedSpan root = only(trace, "cart", "POST /user/*", Kind.SERVER);
        assertThat(trace).filteredOn(ReceivedSpan::isRoot).containsExactly(root);
        assertThat(root.attribute("http.response.status_code")).isEqualTo(200L);
        assertThat(root.attribute("http.route")).isEqualTo("/user/*");
        assertThat(root.attribute("url.path")).isEqualTo("/user/" + USER + "/checkout");

        List<ReceivedSpan> quotes = all(trace, "cart", "GET", Kind.CLIENT);
        assertThat(quotes).hasSize(2).allMatch(span -> span.isChildOf(root));
        List<ReceivedSpan> answers = all(trace, "product", "GET /product/*", Kind.SERVER);
        assertThat(answers).hasSize(2);
        assertThat(quotes).allMatch(quote -> answers.stream().anyMatch(answer -> answer.isChildOf(quote)));

        ReceivedSpan call = only(trace, "cart", "loms.v1.Loms/OrderCreate", Kind.CLIENT);
        assertThat(call.isChildOf(root)).isTrue();
        ReceivedSpan order = only(trace, "loms", "loms.v1.Loms/OrderCreate", Kind.SERVER);
        assertThat(order.isChildOf(call)).isTrue();
        assertThat(order.attribute("rpc.response.status_code")).isEqualTo("OK");

        assertThat(only(trace, "loms", "INSERT orders", Kind.CLIENT)).satisfies(insert -> {
            assertThat(insert.isChildOf(order)).isTrue();
            assertThat(insert.attribute("db.system.name")).isEqualTo("postgresql");
            assertThat(insert.attribute("db.namespace")).asString().contains("loms");
            assertThat(insert.attribute("db.query.text")).asString().startsWithIgnoringCase("insert into orders");
        });

        List<ReceivedSpan> sends = all(trace, "loms", "send order_status", Kind.PRODUCER);
        assertThat(sends).hasSize(2).allMatch(send -> send.isChildOf(order));
        List<ReceivedSpan> receipts = all(trace, "notification", "process order_status", Kind.CONSUMER);
        assertThat(receipts).hasSize(2).allMatch(receipt -> sends.stream().anyMatch(receipt::isChildOf));
        assertThat(all(trace, "notification", "INSERT processed_events", Kind.CLIENT))
                .hasSize(2)
                .allMatch(insert -> receipts.stream().anyMatch(insert::isChildOf));

        assertThat(trace).allMatch(span -> span.isRoot() || trace.stream().anyMatch(span::isChildOf), "no gap");
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

    private static ReceivedSpan only(List<ReceivedSpan> trace, String service, String name, Kind kind) {
        List<ReceivedSpan> found = all(trace, service, name, kind);
        assertThat(found).as(service + ": " + name).hasSize(1);
        return found.get(0);
    }

    private static List<ReceivedSpan> all(List<ReceivedSpan> trace, String service, String name, Kind kind) {
        return trace.stream()
                .filter(span ->
                        span.serviceName().equals(service) && span.name().equals(name) && span.kind() == kind)
                .toList();
    }
}
