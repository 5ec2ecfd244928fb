package io.obsagent.verify.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A server in a JVM of its own, whose configuration is changed while it runs. */
final class LiveServer implements AutoCloseable {

    /** How soon a change is promised to be noticed. */
    static final Duration NOTICED = Duration.ofSeconds(5);

    /** Beginning of the line that tells what has changed. */
    static final String CHANGED = ForkedApp.AGENT_LINE + " configuration changed";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path yaml;
    private final AppRun run;
    private final int port;

    private LiveServer(Path yaml, AppRun run) {
        this.yaml = yaml;
        this.run = run;
        this.port = Integer.parseInt(run.output().stream()
                .filter(line -> line.startsWith("port "))
                .findFirst()
                .orElseThrow()
                .substring("port ".length()));
    }

    /** Starts it with the configuration of a file. */
    static LiveServer start(Path yaml, Library... libraries) {
        return new LiveServer(
                yaml,
                AppRun.withAgent(
                        AppRun.app("http-server", "io.obsagent.verify.apps.httpserver.HttpServerMain", libraries)
                                .env("OBS_CONFIG", yaml.toString())));
    }

    AppRun run() {
        return run;
    }

    /** Sends a request and gives the answer's text; headers are names and values in turn. */
    String get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Changes the file, and waits for the line that is to follow. */
    void change(String text, String line) throws IOException, InterruptedException {
        int before = lines(line);
        Files.writeString(yaml, text);
        awaitLine(line, before + 1);
    }

    /** Waits until there are so many lines of the agent with this beginning. */
    void awaitLine(String beginning, int count) throws InterruptedException {
        long deadline = System.nanoTime() + NOTICED.toNanos();
        while (lines(beginning) < count && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(run.agentLines())
                .filteredOn(line -> line.startsWith(beginning))
                .hasSize(count);
    }

    private int lines(String beginning) {
        return (int) run.agentLines().stream()
                .filter(line -> line.startsWith(beginning))
                .count();
    }

    @Override
    public void close() {
        run.close();
    }
}
