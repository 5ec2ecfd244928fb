package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.MountableFile;

/**
 * The main job with the legacy services in containers that have no rights, on an old and a newer Java. Their image has a JRE and
 * nothing of the agent, which JAVA_TOOL_OPTIONS names.
 */
@Tag("containers")
class ServiceContainersTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofMinutes(4);
    private static final String POSTGRES = "obs-agent-postgres:sid";
    private static final String KAFKA = "obs-agent-kafka:sid";
    private static final int METRICS = 9464;
    private static final long MEMORY = 512L << 20;

    private static final Network NETWORK = Network.newNetwork();
    private static Engine engine;
    private static OtlpSink sink;
    private static GenericContainer<?> postgres;
    private static GenericContainer<?> kafka;
    private static GenericContainer<?> product;

    @BeforeAll
    static void start() throws Exception {
        engine = Engine.require(
                List.of(Engine.JAVA_21, Engine.JAVA_8, POSTGRES, KAFKA),
                List.of("cart", "loms", "notification", "product"));
        sink = OtlpSink.start(engine.hostInterface);
        postgres = container(POSTGRES, "postgres")
                .withEnv("POSTGRES_PASSWORD", "postgres")
                .withEnv("DATABASES", "cart loms notification")
                .withEnv("CART_DB_PASSWORD", "cart")
                .withEnv("LOMS_DB_PASSWORD", "loms")
                .withEnv("NOTIFICATION_DB_PASSWORD", "notification")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(Engine.PROJECT.resolve("docker/postgres/init.sh")),
                        "/docker-entrypoint-initdb.d/init.sh")
                .withTmpFs(Map.of("/var/lib/postgresql/data", "rw"))
                .waitingFor(Wait.forSuccessfulCommand("pg_isready -q -h 127.0.0.1 -U postgres")
                        .withStartupTimeout(START));
        kafka = container(KAFKA, "kafka")
                .withEnv("CLUSTER_ID", "b2JzLWFnZW50LWthZmthMQ")
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx512m")
                .withEnv("KAFKA_NODE_ID", "1")
                .withEnv("KAFKA_PROCESS_ROLES", "broker,controller")
                .withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@kafka:9093")
                .withEnv("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER")
                .withEnv("KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093")
                .withEnv("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://kafka:9092")
                .withEnv("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT")
                .withEnv("KAFKA_LOG_DIRS", "/var/lib/kafka/data")
                .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1")
                .waitingFor(Wait.forSuccessfulCommand("bash -c 'exec 3<>/dev/tcp/127.0.0.1/9092'")
                        .withStartupTimeout(START));
        product = service("product", Engine.JAVA_21, 8082);
        Startables.deepStart(postgres, kafka, product).join();
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {product, kafka, postgres, NETWORK, sink}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 8})
    void oneCheckoutIsOneTrace(int java) throws Exception {
        String image = java == 8 ? Engine.JAVA_8 : Engine.JAVA_21;
        try (GenericContainer<?> loms = withDatabase(service("loms", image, 8081), "loms");
                GenericContainer<?> notification = withDatabase(service("notification", image, 8083), "notification");
                GenericContainer<?> cart = withDatabase(service("cart", image, 8080), "cart")) {
            loms.withEnv("LOMS_KAFKA_BOOTSTRAP", "kafka:9092");
            notification.withEnv("NOTIFICATION_KAFKA_BOOTSTRAP", "kafka:9092");
            cart.withEnv("CART_PRODUCT_URL", "http://product:8082").withEnv("CART_LOMS_TARGET", "loms:50051");
            Startables.deepStart(loms, notification, cart).join();

            List<ReceivedSpan> trace = CheckoutTrace.checkOut(
                    () -> new ShopClient(url(cart, 8080), url(product, 8082), url(loms, 8081)),
                    4711 + 100L * java,
                    sink);

            assertThat(trace)
                    .filteredOn(span -> !span.serviceName().equals("product"))
                    .extracting(span -> span.resource().get("process.runtime.version"))
                    .allSatisfy(version -> assertThat(version).asString().startsWith(java == 8 ? "1.8." : java + "."));
            for (GenericContainer<?> service : List.of(cart, product, loms, notification)) {
                awaitLine(service, trace.get(0).traceId());
                assertThat(metrics(service).sum("obs_agent_hook_errors_total")).isZero();
            }
            assertSeries(cart, "http_server_request_duration_seconds_count", "http_request_method", "POST");
            assertSeries(cart, "rpc_client_call_duration_seconds_count");
            assertSeries(cart, "db_client_operation_duration_seconds_count", "db_operation_name", "INSERT");
            assertSeries(loms, "rpc_server_call_duration_seconds_count");
            assertSeries(loms, "db_client_operation_duration_seconds_count", "db_operation_name", "INSERT");
            assertSeries(notification, "messaging_process_duration_seconds_count");
            assertThat(metrics(cart).exemplars("http_server_request_duration_seconds_bucket"))
                    .isNotEmpty()
                    .allSatisfy(exemplar -> sink.awaitSpans(
                            span -> span.traceId().equals(exemplar.labels().get("trace_id")), 1, TIMEOUT));
        }
    }

    private static GenericContainer<?> container(String image, String name) {
        return new GenericContainer<>(image).withNetwork(NETWORK).withNetworkAliases(name);
    }

    private static GenericContainer<?> service(String name, String image, int port) {
        return container(image, name)
                .withEnv("JAVA_TOOL_OPTIONS", "-javaagent:/obs-agent.jar")
                .withEnv("OBS_SERVER_HOST", "0.0.0.0")
                .withEnv("OTEL_SERVICE_NAME", name)
                .withEnv("OTEL_EXPORTER_OTLP_ENDPOINT", engine.endpoint(sink))
                .withEnv(name.toUpperCase(Locale.ROOT) + "_HOST", "0.0.0.0")
                .withTmpFs(Map.of("/tmp", "rw,exec"))
                .withCreateContainerCmdModifier(command -> command.withUser("10001:10001")
                        .getHostConfig()
                        .withMemory(MEMORY)
                        .withReadonlyRootfs(true)
                        .withCapDrop(Capability.ALL)
                        .withBinds(
                                Bind.parse(Engine.jar(name) + ":/service.jar:ro"),
                                Bind.parse(Engine.PROJECT + "/agent/dist/target/obs-agent.jar:/obs-agent.jar:ro")))
                .withCommand("java", "-XX:MaxRAMPercentage=60.0", "-jar", "/service.jar")
                .withExposedPorts(port, METRICS)
                .waitingFor(Wait.forHttp("/health").forPort(port).withStartupTimeout(START));
    }

    private static GenericContainer<?> withDatabase(GenericContainer<?> service, String name) {
        String prefix = name.toUpperCase(Locale.ROOT) + "_DB_";
        return service.withEnv(prefix + "URL", "jdbc:postgresql://postgres:5432/" + name)
                .withEnv(prefix + "USER", name)
                .withEnv(prefix + "PASSWORD", name);
    }

    private static String url(GenericContainer<?> service, int port) {
        return "http://" + service.getHost() + ":" + service.getMappedPort(port);
    }

    private static PrometheusScrape metrics(GenericContainer<?> service) {
        return PrometheusScrape.fetch(url(service, METRICS) + "/metrics", PrometheusScrape.OPEN_METRICS);
    }

    private static void assertSeries(GenericContainer<?> service, String name, String... labels) {
        assertThat(metrics(service).sum(name, labels)).as(name).isPositive();
    }

    private static void awaitLine(GenericContainer<?> service, String traceId) throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (service.getLogs(OutputType.STDOUT)
                .lines()
                .flatMap(text -> LogLine.parse("", text).stream())
                .noneMatch(line -> line.traceId().equals(traceId))) {
            assertThat(System.nanoTime())
                    .as("no line of " + service.getNetworkAliases())
                    .isLessThan(deadline);
            Thread.sleep(500);
        }
    }
}
