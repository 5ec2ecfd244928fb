package io.obsagent.verify.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that changes while the application runs. Each change is waited for at most five seconds, as promised. */
class LiveReloadTest {

    private static final String CHANGED = LiveServer.CHANGED;

    @TempDir
    Path directory;

    private LiveServer server;
    private AppRun run;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void whatIsLiveTakesEffectWithoutARestart() throws Exception {
        Path yaml = directory.resolve("obs.yaml");
        write(yaml, "sampling: {ratio: 1}");
        start(yaml);
        get("/empty");
        run.take(Kind.SERVER, "GET /empty");

        server.change(
                "http: {untraced-paths: [/hello], captured-request-headers: [x-tenant]}",
                CHANGED + ": http.captured-request-headers, http.untraced-paths");
        get("/hello");
        get("/empty");
        ReceivedSpan empty = run.take(Kind.SERVER, "GET /empty");
        assertThat(empty.attribute("http.request.header.x-tenant")).isEqualTo(List.of("blue"));

        server.change(
                "instrumentation: {http-client: {enabled: false}}",
                CHANGED + ": http.captured-request-headers, http.untraced-paths, instrumentation.http-client.enabled");
        get("/calls");
        List<ReceivedSpan> unlinked = run.take(span -> span.kind() == Kind.SERVER, "servers", 2);
        assertThat(unlinked).extracting(ReceivedSpan::traceId).doesNotHaveDuplicates();

        server.change("sampling: {ratio: 0}", CHANGED + ": sampling.ratio, instrumentation.http-client.enabled");
        get("/calls");

        server.change(
                "limits: {events: 5}", CHANGED + ": sampling.ratio; takes effect at the next start: limits.events");
        get("/calls");
        List<ReceivedSpan> linked = run.take(span -> true, "client and servers", 3);
        assertThat(linked)
                .extracting(ReceivedSpan::traceId)
                .containsOnly(linked.get(0).traceId());
        assertThat(measured()).isEqualTo(9);
        assertThat(run.agentLines()).noneMatch(line -> line.contains("WARN"));
    }

    @Test
    void theKillSwitchLetsEverythingPassAndIsReversible() throws Exception {
        Path yaml = directory.resolve("obs.yaml");
        write(yaml, "enabled: true");
        start(yaml);
        get("/calls");
        run.take(span -> true, "client and servers", 3);
        double woven = run.scrape().sum("obs_agent_woven_types");

        server.change("enabled: false", CHANGED + ": enabled");
        get("/calls");
        assertThat(measured()).isEqualTo(2);
        assertThat(run.scrape().sum("http_server_active_requests")).isZero();

        server.change("enabled: true", CHANGED + ": enabled");
        get("/calls");
        List<ReceivedSpan> spans = run.take(span -> true, "client and servers", 3);
        assertThat(spans)
                .extracting(ReceivedSpan::traceId)
                .containsOnly(spans.get(0).traceId());
        assertThat(measured()).isEqualTo(4);
        assertThat(run.scrape().sum("obs_agent_woven_types"))
                .as("classes are counted once")
                .isEqualTo(woven);
        assertThat(run.scrape().sum("obs_agent_hook_errors_total")).isZero();
    }

    @Test
    void whatIsUnderWayWhenItIsSwitchedOffEnds() throws Exception {
        Path yaml = directory.resolve("obs.yaml");
        write(yaml, "log: {level: info}");
        start(yaml, Libraries.newest("h2"));
        get("/batch/add");
        CompletableFuture<String> call = CompletableFuture.supplyAsync(this::callHeld);
        run.awaitOutput("held");

        server.change(
                "instrumentation: {http-client: {enabled: false}, jdbc: {enabled: false}}",
                CHANGED + ": instrumentation.http-client.enabled, instrumentation.jdbc.enabled");
        get("/batch/execute");
        get("/release");
        assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo("called 200");
        ReceivedSpan ended = run.take(Kind.CLIENT, "GET");
        assertThat(ended.attribute("http.response.status_code")).isEqualTo(200L);

        server.change(
                "log: {level: info}", CHANGED + ": instrumentation.http-client.enabled, instrumentation.jdbc.enabled");
        get("/batch/add");
        get("/batch/execute");
        assertThat(run.take(Kind.CLIENT, "INSERT item").attributes())
                .as("what was executed meanwhile is not counted again")
                .doesNotContainKey("db.operation.batch.size");
    }

    private String callHeld() {
        try {
            return server.get("/calls/held");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Kubernetes does it: the file is a link through a link of its folder, and that is swapped. */
    @Test
    void anAgentThatStartedDisabledIsEnabledByAConfigMap() throws Exception {
        Path yaml = Files.createSymbolicLink(directory.resolve("obs.yaml"), Path.of("..data", "obs.yaml"));
        mount("..2026_1", "enabled: false");
        start(yaml);
        get("/calls");

        mount("..2026_2", "enabled: true");
        server.awaitLine(ForkedApp.AGENT_LINE + " obs-agent ", 1);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (run.spans().isEmpty() && System.nanoTime() < deadline) {
            get("/empty"); // the server's classes were loaded long ago and are woven now
            Thread.sleep(200);
        }
        get("/calls");
        List<ReceivedSpan> spans = run.take(span -> !span.name().equals("GET /empty"), "client and servers", 3);
        assertThat(spans)
                .extracting(ReceivedSpan::traceId)
                .containsOnly(spans.get(0).traceId());
        assertThat(run.agentLines()).hasSize(2);
        assertThat(run.scrape().sum("obs_agent_hook_errors_total")).isZero();
    }

    @Test
    void mistakesAreRefusedAsAWholeInOneLine() throws Exception {
        Path yaml = directory.resolve("obs.yaml");
        write(yaml, "log: {level: info}");
        start(yaml);

        server.change(
                "sampling: {ratio: 0}\nserver: {prot: 1}\nenabled: maybe\n",
                ForkedApp.AGENT_LINE + " WARN " + yaml
                        + " line 2: unknown key server.prot; did you mean server.port? (and 1 more); nothing of the changed "
                        + "configuration is applied, the one before stays in force");
        get("/empty");
        run.take(Kind.SERVER, "GET /empty");

        Files.delete(yaml);
        server.awaitLine(ForkedApp.AGENT_LINE + " WARN " + yaml + ": there is no such file", 1);
        server.change("http: {captured-request-headers: [x-tenant]}", CHANGED + ": http.captured-request-headers");

        int lines = run.agentLines().size();
        write(yaml, "{log: {level: off}, http: {untraced-paths: [/empty]}}");
        long deadline = System.nanoTime() + LiveServer.NOTICED.toNanos();
        while (header() != null && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertThat(header()).as("no longer captured").isNull();
        assertThat(run.agentLines()).hasSize(lines);
    }

    private Object header() throws Exception {
        get("/hello");
        return run.take(Kind.SERVER, "GET /hello").attribute("http.request.header.x-tenant");
    }

    private void start(Path yaml, Library... libraries) {
        server = LiveServer.start(yaml, libraries);
        run = server.run();
    }

    private double measured() {
        return run.scrape().sum("http_server_request_duration_seconds_count");
    }

    private void get(String path) throws Exception {
        server.get(path, "X-Tenant", "blue");
    }

    private void mount(String version, String text) throws IOException {
        Path folder = Files.createDirectory(directory.resolve(version));
        write(folder.resolve("obs.yaml"), text);
        Path link = Files.createSymbolicLink(directory.resolve("..data_tmp"), folder.getFileName());
        Files.move(link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
