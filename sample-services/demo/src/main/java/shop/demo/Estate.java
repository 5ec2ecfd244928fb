package shop.demo;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.OtlpSink;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shop.infra.EmbeddedDatabases;
import shop.infra.EmbeddedKafka;
import shop.infra.KafkaBroker;

/** The whole legacy estate: PostgreSQL, Kafka, the collector and the four services, in the order they need each other. */
final class Estate implements AutoCloseable {

    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(90);
    private static final String READY = "ready ";
    /** The same ports as in agent-config, which are taken if they are free. */
    private static final Map<String, Integer> METRICS_PORTS =
            Map.of("cart", 9464, "loms", 9465, "notification", 9466, "product", 9467);

    private final Path project;
    private final Options options;
    private final Workspace workspace;
    private final Path logs;
    private final Ports ports = new Ports();
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
    private final Map<String, ForkedApp.Builder> commands = new LinkedHashMap<>();
    private final OtlpSink sink;

    /**
     * @param project the root of the checkout, in which everything has been built
     * @param logs where to write the output of the processes
     */
    Estate(Path project, Options options, Workspace workspace, Path logs) {
        this.logs = logs;
        this.project = project;
        this.options = options;
        this.workspace = workspace;
        sink = own(OtlpSink.start());
    }

    /** Starts everything and returns when all services are healthy. */
    void start(Progress progress) throws Exception {
        requireBuilt();
        int productPort = ports.near(8082);
        int cartPort = ports.near(8080);
        int lomsPort = ports.near(8081);
        int lomsGrpcPort = ports.near(50051);
        int notificationPort = ports.near(8083);

        OutputLog kafkaLog = own(new OutputLog(logs.resolve("kafka.log")));
        ForkedApp kafka = own(kafka(kafkaLog)); // starts while PostgreSQL does
        EmbeddedDatabases[] databases = new EmbeddedDatabases[1];
        progress.step("PostgreSQL", () -> {
            databases[0] = own(EmbeddedDatabases.start(workspace.directory("postgres")));
            return "databases cart, loms, notification";
        });
        String[] bootstrap = new String[1];
        progress.step("Kafka", () -> {
            String line = kafka.awaitLine(text -> text.startsWith(READY), KAFKA_TIMEOUT);
            bootstrap[0] = line.substring(READY.length());
            return bootstrap[0];
        });

        launch("product", productPort, Map.of("PRODUCT_HTTP_PORT", String.valueOf(productPort)));
        launch(
                "loms",
                lomsPort,
                withDatabase(
                        "LOMS",
                        databases[0].create("loms"),
                        Map.of(
                                "LOMS_HTTP_PORT", String.valueOf(lomsPort),
                                "LOMS_GRPC_PORT", String.valueOf(lomsGrpcPort),
                                "LOMS_KAFKA_BOOTSTRAP", bootstrap[0])));
        launch(
                "notification",
                notificationPort,
                withDatabase(
                        "NOTIFICATION",
                        databases[0].create("notification"),
                        Map.of(
                                "NOTIFICATION_HTTP_PORT",
                                String.valueOf(notificationPort),
                                "NOTIFICATION_KAFKA_BOOTSTRAP",
                                bootstrap[0])));
        launch(
                "cart",
                cartPort,
                withDatabase(
                        "CART",
                        databases[0].create("cart"),
                        Map.of(
                                "CART_HTTP_PORT",
                                String.valueOf(cartPort),
                                "CART_PRODUCT_URL",
                                "http://127.0.0.1:" + productPort,
                                "CART_LOMS_TARGET",
                                "127.0.0.1:" + lomsGrpcPort,
                                // four shoppers at once; with the default of 10 they would only measure the limiter
                                "CART_PRODUCT_RATE_PER_SECOND",
                                "60")));
        HttpClient client = HttpClient.newHttpClient();
        for (ServiceProcess service : services()) {
            progress.step(service.name(), () -> {
                service.awaitHealthy(client);
                return "pid " + service.app().pid() + ", " + service.url();
            });
        }
    }

    /** In the order a request passes them. */
    List<ServiceProcess> services() {
        return List.of("cart", "product", "loms", "notification").stream()
                .map(services::get)
                .toList();
    }

    ServiceProcess service(String name) {
        return services.get(name);
    }

    /** Starts a service anew that has been stopped, at the same addresses. */
    void restart(String name) {
        ServiceProcess old = service(name);
        ForkedApp app = commands.get(name).start();
        services.put(name, own(new ServiceProcess(name, old.url(), old.metricsUrl(), app, old.log())));
    }

    /** A client of the services. */
    ShopClient client() {
        return new ShopClient(
                service("cart").url(), service("product").url(), service("loms").url());
    }

    /** Whether the services run under the agent. */
    boolean hasAgent() {
        return options.agent();
    }

    /** Where the services' agents send their spans. */
    OtlpSink sink() {
        return sink;
    }

    /** Where the output of the processes is written. */
    Path logs() {
        return logs;
    }

    /** Stops everything in the opposite order; goes on when something does not stop. */
    @Override
    public void close() throws Exception {
        services.values().forEach(service -> service.app().terminate()); // all at once is faster than one by one
        List<Exception> failures = new ArrayList<>();
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private <T extends AutoCloseable> T own(T resource) {
        owned.push(resource);
        return resource;
    }

    private ForkedApp kafka(OutputLog log) throws IOException {
        return ForkedApp.builder()
                .jvmOptions("-Djava.io.tmpdir=" + workspace.directory("kafka-tmp"), "-Xmx512m")
                .classPath(EmbeddedKafka.classPath())
                .mainClass(KafkaBroker.class.getName())
                .args("0", workspace.root().resolve("kafka").toString())
                .onLine(line -> log.write(line.text()))
                .start();
    }

    private void launch(String name, int port, Map<String, String> environment) throws IOException {
        OutputLog log = own(new OutputLog(logs.resolve(name + ".log")));
        ForkedApp.Builder builder = ForkedApp.builder()
                .jvmOptions("-Djava.io.tmpdir=" + workspace.directory(name + "-tmp"), "-Xmx192m")
                .jar(jar(name))
                .directory(workspace.directory(name))
                .onLine(line -> log.write(line.text()));
        environment.forEach(builder::env);
        String metricsUrl = null;
        if (options.agent()) {
            int metricsPort = ports.near(METRICS_PORTS.get(name));
            metricsUrl = "http://127.0.0.1:" + metricsPort + "/metrics";
            builder.agent(agentJar(), agentConfig(name))
                    .env("OTEL_EXPORTER_OTLP_ENDPOINT", sink.httpEndpoint())
                    .env("OBS_SERVER_PORT", String.valueOf(metricsPort));
        }
        commands.put(name, builder);
        String url = "http://127.0.0.1:" + port;
        services.put(name, own(new ServiceProcess(name, url, metricsUrl, builder.start(), log)));
    }

    private static Map<String, String> withDatabase(
            String prefix, EmbeddedDatabases.Database database, Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put(prefix + "_DB_URL", database.url());
        all.put(prefix + "_DB_USER", database.user());
        all.put(prefix + "_DB_PASSWORD", database.password());
        return all;
    }

    private void requireBuilt() {
        List<Path> needed = new ArrayList<>();
        for (String name : List.of("product", "cart", "loms", "notification")) {
            needed.add(jar(name));
            if (options.agent()) {
                needed.add(agentConfig(name));
            }
        }
        if (options.agent()) {
            needed.add(agentJar());
        }
        for (Path path : needed) {
            if (!Files.isRegularFile(path)) {
                throw new IllegalStateException(
                        project.relativize(path) + " is missing; `make demo` builds everything that is needed");
            }
        }
    }

    private Path jar(String service) {
        return project.resolve("sample-services")
                .resolve(service)
                .resolve("target")
                .resolve(service + ".jar");
    }

    private Path agentJar() {
        return project.resolve("agent/dist/target/obs-agent.jar");
    }

    private Path agentConfig(String service) {
        return project.resolve("agent-config").resolve(service + ".yaml");
    }
}
