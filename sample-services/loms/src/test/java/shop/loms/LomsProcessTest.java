package shop.loms;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import shop.infra.EmbeddedDatabases;
import shop.infra.EmbeddedKafka;
import shop.loms.v1.OrderStatus;
import shop.loms.v1.OrderStatusChanged;

/** The {@code main} in a JVM of its own. */
@Timeout(120)
class LomsProcessTest {
    private static final Pattern HTTP_PORT = Pattern.compile("Loms listens on port \\d+ for gRPC and (\\d+) for HTTP");
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path temporary;

    @Test
    void namesTheSettingThatIsMissing() throws Exception {
        Process process = fork(Map.of());
        try {
            assertThat(process.inputReader().lines())
                    .containsExactly("LOMS_DB_URL is not set:"
                            + " set it to a JDBC URL such as jdbc:postgresql://127.0.0.1:5432/shop");
            assertThat(process.waitFor()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void publishesWhatItHasAcceptedWhenItIsTerminated() throws Exception {
        try (EmbeddedDatabases databases = EmbeddedDatabases.start(Path.of("target/postgres"));
                EmbeddedKafka kafka = EmbeddedKafka.start(0, temporary.resolve("kafka"))) {
            EmbeddedDatabases.Database database = databases.create("loms");
            Process process = fork(Map.of(
                    "LOMS_DB_URL", database.url(),
                    "LOMS_DB_USER", database.user(),
                    "LOMS_DB_PASSWORD", database.password(),
                    "LOMS_KAFKA_BOOTSTRAP", kafka.bootstrapServers(),
                    "LOMS_GRPC_PORT", "0",
                    "LOMS_HTTP_PORT", "0"));
            try {
                int port = httpPort(process.inputReader());
                assertThat(createOrder(port).body()).isEqualTo("{\"orderId\":\"1\"}");

                process.destroy();

                assertThat(process.waitFor(30, SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(TERMINATED);
            } finally {
                process.destroyForcibly();
            }
            try (StatusTopic topic = new StatusTopic(kafka.bootstrapServers())) {
                await().atMost(30, SECONDS)
                        .untilAsserted(() -> assertThat(topic.changes(1))
                                .extracting(OrderStatusChanged::getStatus)
                                .containsExactly(
                                        OrderStatus.ORDER_STATUS_NEW, OrderStatus.ORDER_STATUS_AWAITING_PAYMENT));
            }
        }
    }

    private static Process fork(Map<String, String> settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Loms.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("LOMS_"));
        builder.environment().putAll(settings);
        return builder.redirectErrorStream(true).start();
    }

    private static int httpPort(BufferedReader log) throws IOException {
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher matcher = HTTP_PORT.matcher(line);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new AssertionError("loms ended before it listened");
    }

    private static HttpResponse<String> createOrder(int port) throws Exception {
        String order = "{\"userId\":1,\"items\":[{\"sku\":1001,\"count\":1}]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/order/create"))
                .POST(BodyPublishers.ofString(order))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
