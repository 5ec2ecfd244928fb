package io.obsagent.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsagent.config.AgentConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsServerTest {

    private static final String PROTOBUF =
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    private final MetricRegistry metrics = metrics();
    private final MetricsServer server = MetricsServer.start(on("127.0.0.1", 0), metrics);
    private final HttpClient client = HttpClient.newHttpClient();

    private static MetricRegistry metrics() {
        MetricRegistry metrics = new MetricRegistry(AgentConfig.defaults().metrics);
        new JvmMetrics(metrics);
        return metrics;
    }

    private static AgentConfig.Server on(String host, int port) {
        return AgentConfig.with("server.host", host, "server.port", String.valueOf(port)).server;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) throws Exception {
        return client.send(request, body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/metrics|GET|200",
                "/metrics?name=x|GET|200",
                "/|GET|200",
                "/metrics|HEAD|200",
                "/other|GET|404",
                "/metrics|POST|405",
                "/|DELETE|405"
            })
    void answers(String path, String method, int status) throws Exception {
        HttpResponse<String> response = send(
                request(path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body().isEmpty()).isEqualTo(method.equals("HEAD") || status == 405);
        if (status == 405) {
            assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain|text/plain; version=0.0.4; charset=utf-8",
                "*/*|text/plain; version=0.0.4; charset=utf-8",
                "image/png|text/plain; version=0.0.4; charset=utf-8",
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3|application/openmetrics-text; version=1.0.0; charset=utf-8",
                PROTOBUF + ";q=0.6,application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1"
                        + "|application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited",
                "application/openmetrics-text;q=0.2,text/plain;q=0.9|text/plain; version=0.0.4; charset=utf-8",
                "application/openmetrics-text;q=nonsense|text/plain; version=0.0.4; charset=utf-8"
            })
    void negotiates(String accept, String contentType) throws Exception {
        HttpResponse<byte[]> response =
                send(request("/metrics").header("Accept", accept).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("content-type")).hasValue(contentType);
        assertThat(response.body()).isNotEmpty();
    }

    @Test
    void compresses() throws Exception {
        HttpResponse<java.io.InputStream> response = send(
                request("/metrics").header("Accept-Encoding", "gzip").build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("content-encoding")).hasValue("gzip");
        String text = new String(new GZIPInputStream(response.body()).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text).contains("# TYPE jvm_memory_used_bytes gauge");
    }

    @Test
    void refusesWhatIsNoRequest() throws IOException {
        assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(raw("GET /metrics HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .isEmpty();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException reset) {
            return "";
        }
    }

    @Test
    void slowClientsDoNotKeepOthersOut() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                slow.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            assertThat(send(request("/metrics").build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void noScrapeWaitsForTheDoctor() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch examined = new CountDownLatch(1);
        server.serve(form -> {
            asked.countDown();
            try {
                examined.await();
            } catch (InterruptedException ended) {
                throw new IOException(ended);
            }
            return "well";
        });
        CompletableFuture<HttpResponse<String>> first =
                client.sendAsync(request("/doctor").build(), HttpResponse.BodyHandlers.ofString());
        try {
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(send(request("/metrics").build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> second = send(request("/doctor").build(), HttpResponse.BodyHandlers.ofString());
            assertThat(second.statusCode()).as("one at a time").isEqualTo(503);
            assertThat(second.headers().firstValue("retry-after")).hasValue("5");
            assertThat(first).isNotDone();
        } finally {
            examined.countDown();
        }
        assertThat(first.get(30, TimeUnit.SECONDS).body()).isEqualTo("well");
    }

    /** Whatever they do, and although nobody else comes. */
    @Test
    void slowClientsAreGivenUpAfterTenSeconds() throws Exception {
        try (Socket drips = new Socket(InetAddress.getLoopbackAddress(), server.port());
                Socket doesNotRead = new Socket()) {
            doesNotRead.setReceiveBufferSize(1024);
            doesNotRead.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            doesNotRead.getOutputStream().write("GET /metrics HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            long begin = System.nanoTime();
            assertThatThrownBy(() -> {
                        while (Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 30) {
                            drips.getOutputStream().write('x');
                            Thread.sleep(200);
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(13));
            assertThat(Thread.getAllStackTraces().keySet())
                    .as("that serve requests")
                    .noneMatch(thread -> thread.getName().equals("obs-agent-metrics-request"));
        }
    }

    @Test
    void takesTheNextPortWhenOneIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            MetricsServer second = MetricsServer.start(on("127.0.0.1", taken.getLocalPort()), metrics);
            assertThat(second.port()).isBetween(taken.getLocalPort() + 1, taken.getLocalPort() + 9);
            second.close();
        }
        assertThat(MetricsServer.start(on("192.0.2.1", 9464), metrics)).isNull();
    }
}
