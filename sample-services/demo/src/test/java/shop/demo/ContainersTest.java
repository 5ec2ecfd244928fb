package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsagent.testkit.ReceivedSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import shop.demo.StackFiles.Expression;

/**
 * The main job in containers: the services of compose.yml with PostgreSQL, pgbouncer, Kafka and Prometheus. Their images
 * know nothing of the agent, which JAVA_TOOL_OPTIONS names.
 */
@Tag("containers")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainersTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final List<String> SERVICES = List.of("cart-1", "cart-2", "product", "loms", "notification");
    private static final List<String> AROUND = List.of(
            "prometheus",
            "alertmanager",
            "postgres-exporter-cart",
            "postgres-exporter-loms",
            "node-exporter",
            "blackbox-exporter");
    private static final List<String> BROKERS = List.of("kafka-1", "kafka-2", "kafka-3");

    @TempDir
    private static Path directory;

    private static ComposeStack stack;
    private static TlsServer expiring;
    private static TlsServer lasting;
    private static String cart;
    private static String product;
    private static String loms;
    private static Prometheus prometheus;

    @BeforeAll
    static void start() throws Exception {
        stack = ComposeStack.create();
        cart = stack.publish("PORT_CART");
        product = stack.publish("PORT_PRODUCT");
        loms = stack.publish("PORT_LOMS");
        prometheus = Prometheus.at(stack.publish("PORT_PROMETHEUS"));
        stack.publish("PORT_ALERTMANAGER");
        expiring = TlsServer.start(stack.engine().hostInterface, directory, 7);
        lasting = TlsServer.start(stack.engine().hostInterface, directory, 90);
        stack.mount(
                "prometheus",
                Files.writeString(
                        directory.resolve("certificates.yml"),
                        "- targets: [\"" + expiringAddress() + "\", \"" + stack.engine().host + ":" + lasting.port()
                                + "\"]\n"),
                "/etc/prometheus/targets/certificates.yml");
        stack.up(Stream.concat(SERVICES.stream(), AROUND.stream()).toList());
    }

    @AfterAll
    static void stop() throws Exception {
        if (stack != null) {
            stack.close();
        }
        for (TlsServer server : new TlsServer[] {expiring, lasting}) {
            if (server != null) {
                server.close();
            }
        }
    }

    @Test
    void oneCheckoutIsOneTrace() throws Exception {
        List<ReceivedSpan> trace =
                CheckoutTrace.checkOut(() -> new ShopClient(cart, product, loms), 4711, stack.sink());

        String traceId = trace.get(0).traceId();
        for (String service : List.of("cart-1", "product", "loms", "notification")) {
            awaitLine(service, traceId);
        }
        awaitSeries(
                trace,
                "cart",
                "http_server_request_duration_seconds_count{http_request_method=\"POST\"}",
                "rpc_client_call_duration_seconds_count",
                "db_client_operation_duration_seconds_count{db_operation_name=\"INSERT\"}");
        awaitSeries(
                trace,
                "loms",
                "rpc_server_call_duration_seconds_count",
                "db_client_operation_duration_seconds_count{db_operation_name=\"INSERT\"}");
        awaitSeries(trace, "notification", "messaging_process_duration_seconds_count");
        await("up{job=\"services\"} == 1", SERVICES.size());
        assertThat(prometheus.query("sum(obs_agent_hook_errors_total) > 0")).isEmpty();
        List<String> exemplars = prometheus
                .exemplars("http_server_request_duration_seconds_bucket{service=\"cart\"}", TIMEOUT)
                .findValuesAsText("trace_id");
        assertThat(exemplars).isNotEmpty();
        exemplars.forEach(id -> stack.sink().awaitSpans(span -> span.traceId().equals(id), 1, TIMEOUT));
    }

    /** What StackTest cannot ask, as nothing exports it there. */
    @Test
    void exportersHaveWhatDashboardsAndAlertsAskFor() throws Exception {
        List<String> instances =
                Stream.concat(AROUND.stream().skip(1), BROKERS.stream()).toList();
        for (String instance : instances) {
            await("up{instance=\"" + instance + "\"} == 1", 1);
        }
        await("probe_success == 1", 2);
        StackFiles files = new StackFiles(Engine.PROJECT);
        ExpressionCheck check = new ExpressionCheck(prometheus, Map.of(), List.of());
        for (Expression expression : files.dashboardExpressions()) {
            if (expression.mentions(StackFiles.EXPORTERS)) {
                await(expression.text(), 1);
                check.requireKnownNames(expression);
            }
        }
        for (Expression expression : files.alertExpressions()) {
            if (expression.mentions(StackFiles.EXPORTERS)) {
                check.requireKnownNames(expression);
            }
        }
        assertThat(check.problems()).isEmpty();
    }

    @Test
    void theCertificateThatExpiresIsTold() throws Exception {
        await("probe_success == 1", 2);
        JsonNode alerts = prometheus.query(alert("CertificateExpires"));
        assertThat(alerts.findValuesAsText("instance")).containsExactly(expiringAddress());
    }

    /** What the alerts about brokers go by counts all of them. */
    @Test
    void allBrokersAreThere() throws Exception {
        await("kafka_controller_kafkacontroller_activebrokercount == 3", BROKERS.size());
        await("sum(kafka_cluster_partition_underreplicated{topic=\"order_status\"}) == 0", 1);
        assertThat(prometheus.query(alert("KafkaBrokerMissing"))).isEmpty();
    }

    @Test
    void topicsHaveThreeReplicasAndWantTwo() throws Exception {
        await("kafka_cluster_partition_underreplicated{topic=\"order_status\"}", BROKERS.size());
        Brokers brokers = new Brokers(stack);
        assertThat(brokers.describe("order_status"))
                .contains("PartitionCount: 6", "ReplicationFactor: 3", "min.insync.replicas=2");
        assertThat(brokers.describe("__consumer_offsets")).contains("ReplicationFactor: 3");
    }

    @Test
    void nativeHistogramsAreTaken() throws Exception {
        await(Prometheus.NATIVE_HISTOGRAM, 1);
    }

    /** Two of three brokers take an order's events; the alerts tell of the third, and of what lacks a replica now. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aBrokerThatIsGoneIsTold() throws Exception {
        await("sum(kafka_cluster_partition_underreplicated{topic=\"order_status\"}) == 0", 1);
        stack.stop("kafka-3");

        await("ALERTS{alertname=\"KafkaBrokerMissing\"}", 1);
        await("ALERTS{alertname=\"KafkaUnderReplicated\",topic=\"order_status\"}", 1);
        await("ALERTS{alertname=\"ScrapeFailing\",instance=\"kafka-3\"}", 1);
        long user = 4701;
        CheckoutTrace.buy(() -> new ShopClient(cart, product, loms), user);
        CheckoutTrace.await(stack.sink(), user);
        // idempotent producers have numbers, and Kafka has none that does not ask for acks=all
        assertThat(new Brokers(stack).producers("order_status")).isNotEmpty().allMatch(producer -> producer >= 0);
    }

    /** Watchdog is always there. */
    @Test
    void alertsReachAlertmanager() throws Exception {
        await("alertmanager_alerts{state=\"active\"} > 0", 1);
    }

    @Test
    void servicesRunWithoutRights() throws Exception {
        for (String service : SERVICES) {
            assertThat(stack.shell(service, "id -u").strip()).isEqualTo("10001");
            assertThat(stack.shell(service, "touch /agent/a /opt/a /a 2>&1 || true"))
                    .as(service)
                    .containsSubsequence("Read-only", "Read-only", "Read-only");
            assertThat(stack.shell(service, "grep CapEff /proc/1/status")).contains("0000000000000000");
        }
    }

    /** A container that is started anew finds the jar that JVMs have open; they must keep what they have. */
    @Test
    void theJarIsReplacedNotOverwritten() throws Exception {
        String before = stack.shell("product", "stat -c %i /agent/obs-agent.jar");
        stack.runAgain("agent");
        assertThat(stack.shell("product", "stat -c %i /agent/obs-agent.jar")).isNotEqualTo(before);
    }

    /** Of the copy of a service that has been in this trace, as it runs now. */
    private static void awaitSeries(List<ReceivedSpan> trace, String service, String... series) throws Exception {
        ReceivedSpan span = trace.stream()
                .filter(candidate -> candidate.serviceName().equals(service))
                .findFirst()
                .orElseThrow();
        Object instance = span.resource().get("service.instance.id");
        for (String one : series) {
            await(one + " and on(instance) target_info{service_instance_id=\"" + instance + "\"}", 1);
        }
    }

    private static String expiringAddress() {
        return stack.engine().host + ":" + expiring.port();
    }

    private static String alert(String name) throws Exception {
        return new StackFiles(Engine.PROJECT)
                .alertExpressions().stream()
                        .filter(expression -> expression.origin().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .text();
    }

    private static void awaitLine(String service, String traceId) throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (stack.log(service)
                .flatMap(text -> LogLine.parse(service, text).stream())
                .noneMatch(line -> line.traceId().equals(traceId))) {
            assertThat(System.nanoTime()).as("no line of " + service).isLessThan(deadline);
            Thread.sleep(500);
        }
    }

    /** Waits until an expression returns at least so many series; Prometheus scrapes every 15 s. */
    private static void await(String expression, int series) throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        JsonNode result = prometheus.query(expression);
        while (result.size() < series) {
            assertThat(System.nanoTime()).as(expression + ": " + result).isLessThan(deadline);
            Thread.sleep(500);
            result = prometheus.query(expression);
        }
    }
}
