package shop.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real Alertmanager with the project's own configuration, but for addresses and the minutes it waits for more alerts. */
final class Alertmanager implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final Tool tool;

    private Alertmanager(String url, Tool tool) {
        this.url = url;
        this.tool = tool;
    }

    /** Starts it on a port of 127.0.0.1 and waits until it is ready. */
    static Alertmanager start(Path project, Path directory, TelegramReceiver telegram, int port) throws Exception {
        Path program = Tool.require(project, "prometheus-alertmanager");
        Path source = project.resolve("docker/alertmanager");
        Path token = Files.writeString(directory.resolve("token"), "1:secret");
        Path config = Files.writeString(
                directory.resolve("alertmanager.yml"),
                Files.readString(source.resolve("alertmanager.yml"))
                        .replace("https://api.telegram.org", "http://127.0.0.1:" + telegram.port())
                        .replace("/run/secrets/telegram-token", token.toString())
                        .replace(
                                "/etc/alertmanager/templates",
                                source.resolve("templates").toString())
                        .replaceAll("group_(wait|interval): .*", "group_$1: 1s"));
        Tool tool = Tool.start(
                directory,
                List.of(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address="));
        Alertmanager alertmanager = new Alertmanager("http://127.0.0.1:" + port, tool);
        alertmanager.awaitReady();
        return alertmanager;
    }

    /** Takes alerts as Prometheus sends them: objects with labels, annotations and, of one that is over, endsAt. */
    void post(List<? extends Map<String, ?>> alerts) throws IOException, InterruptedException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(url + "/api/v2/alerts"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(alerts))));
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.body());
        }
    }

    /** The alerts it has, whether or not somebody hears of them. */
    JsonNode alerts() throws IOException, InterruptedException {
        return get("/api/v2/alerts");
    }

    /** What it tells together, and whom. */
    JsonNode groups() throws IOException, InterruptedException {
        return get("/api/v2/alerts/groups");
    }

    /** What it wrote so far, for the message of a test that fails. */
    String output() throws IOException {
        return tool.output();
    }

    @Override
    public void close() throws InterruptedException {
        tool.close();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(
                send(HttpRequest.newBuilder(URI.create(url + path))).body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void awaitReady() throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                if (send(HttpRequest.newBuilder(URI.create(url + "/-/ready"))).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not listening yet
            }
            if (System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("Alertmanager is not ready:\n" + tool.output());
            }
            Thread.sleep(50);
        }
    }
}
