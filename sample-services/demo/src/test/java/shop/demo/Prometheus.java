package shop.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A real Prometheus with the project's own configuration, but for addresses and a quicker beat. */
final class Prometheus implements AutoCloseable {

    /** Of its own requests, which it counts in a native histogram; a classic one has no such count. */
    static final String NATIVE_HISTOGRAM = "histogram_count(sum(prometheus_http_request_duration_seconds)) > 0";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final Tool tool;

    private Prometheus(String url, Tool tool) {
        this.url = url;
        this.tool = tool;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param alertmanager port on 127.0.0.1, or 0 for none
     */
    static Prometheus start(Path project, Path directory, Estate estate, int port, int alertmanager) throws Exception {
        Path program = Tool.require(project, "prometheus");
        copy(project, directory, "prometheus");
        copy(project, directory, "prometheus/rules");
        copy(project, directory, "prometheus/targets");
        copy(project, directory, "alert-rules");
        Path config = directory.resolve("prometheus/prometheus.yml");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("scrape_interval: 15s", "scrape_interval: 1s")
                        .replace("scrape_timeout: 10s", "scrape_timeout: 1s")
                        .replace("evaluation_interval: 15s", "evaluation_interval: 1s")
                        .replace("localhost:9090", "127.0.0.1:" + port));
        StringBuilder targets = new StringBuilder();
        for (ServiceProcess service : estate.services()) {
            String address = URI.create(service.metricsUrl()).getAuthority();
            targets.append("- labels: { service: " + service.name() + " }\n  targets: [\"" + address + "\"]\n");
        }
        Files.writeString(directory.resolve("prometheus/targets/services.yml"), targets);
        Files.writeString(
                directory.resolve("prometheus/targets/alertmanager.yml"),
                alertmanager == 0 ? "[]\n" : "- targets: [\"127.0.0.1:" + alertmanager + "\"]\n");
        Tool tool = Tool.start(
                directory,
                List.of(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        features(project),
                        "--log.level=error"));
        Prometheus prometheus = new Prometheus("http://127.0.0.1:" + port, tool);
        prometheus.awaitReady();
        return prometheus;
    }

    /** What compose.yml switches on. */
    private static String features(Path project) throws IOException {
        return Stream.of(Files.readString(project.resolve("compose.yml")).split("\\s+"))
                .filter(word -> word.startsWith("--enable-feature="))
                .findFirst()
                .orElseThrow();
    }

    /** One that somebody else has started, and stops. */
    static Prometheus at(String url) {
        return new Prometheus(url, null);
    }

    /** The series that an expression returns now. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        return get("/api/v1/query?query=" + encode(expression)).path("result");
    }

    /** The syntax tree of an expression. */
    JsonNode parse(String expression) throws IOException, InterruptedException {
        return get("/api/v1/parse_query?query=" + encode(expression));
    }

    /** The labels of all series of a metric; empty if there is no such metric. */
    List<String> labels(String metric) throws IOException, InterruptedException {
        List<String> labels = new ArrayList<>();
        get("/api/v1/labels?match%5B%5D=" + encode(metric)).forEach(label -> labels.add(label.asText()));
        return labels;
    }

    /** The alerts that are pending or firing. */
    JsonNode alerts() throws IOException, InterruptedException {
        return get("/api/v1/alerts").path("alerts");
    }

    /** The exemplars that an expression's series carry. */
    JsonNode exemplars(String expression, Duration last) throws IOException, InterruptedException {
        long now = System.currentTimeMillis() / 1000;
        return get("/api/v1/query_exemplars?query=" + encode(expression) + "&start=" + (now - last.toSeconds())
                + "&end=" + now);
    }

    @Override
    public void close() throws InterruptedException {
        if (tool != null) {
            tool.close();
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send(path);
        JsonNode answer = JSON.readTree(response.body());
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalStateException(path + ": " + answer.path("error").asText());
        }
        return answer.path("data");
    }

    private HttpResponse<byte[]> send(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private void awaitReady() throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                if (send("/-/ready").statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not listening yet
            }
            if (System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("Prometheus is not ready:\n" + tool.output());
            }
            Thread.sleep(100);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Copies the files of a directory; what counts in minutes counts in seconds then. */
    private static void copy(Path project, Path directory, String name) throws IOException {
        Path to = Files.createDirectories(directory.resolve(name));
        try (Stream<Path> list = Files.list(project.resolve(name))) {
            for (Path source : list.filter(Files::isRegularFile).toList()) {
                Files.writeString(
                        to.resolve(source.getFileName()),
                        Files.readString(source)
                                .replace("for: 1m", "for: 2s")
                                .replace("for: 2m", "for: 2s")
                                .replace("[5m]", "[30s]"));
            }
        }
    }
}
