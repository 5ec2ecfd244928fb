package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The agent of an application whose heap gets full, for a while. */
class SelfProtectionTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void stepsDownWhileTheHeapIsFullAndBackAfterwards() throws Exception {
        try (AppRun run = AppRun.withAgent(hoarding().env("OBS_SELF_PROTECTION_RECOVERY", "2s"))) {
            run.awaitAgent();
            get(run, "/before");
            run.take(Kind.SERVER, "GET /*");
            assertThat(step(run)).isZero();
            assertThat(requests(run)).isEqualTo(1);

            get(run, "/hoard");
            run.take(Kind.SERVER, "GET /*");
            awaitStep(run, 1);
            double before = requests(run);
            get(run, "/metrics-only");
            double counted = requests(run);
            assertThat(counted).isEqualTo(step(run) == 1 ? before + 1 : counted); // the next step comes when it does
            awaitStep(run, 2);
            get(run, "/unseen");
            assertThat(requests(run)).isEqualTo(counted);
            AgentCommand told = AgentCommand.run("doctor", run.agentUrl());
            assertThat(told.out())
                    .anyMatch(line -> line.matches(" +! +state +passes through +the heap is taken to \\d+ % after "
                            + "garbage collection, which takes \\d+ % of the time \\(self-protection\\)"));

            get(run, "/release");
            awaitStep(run, 0);
            get(run, "/after");
            run.take(Kind.SERVER, "GET /*");
            assertThat(requests(run)).isEqualTo(counted + 1);
            assertThat(run.spans()).as("none of what came meanwhile").hasSize(3);
            assertThat(run.agentLines().subList(1, run.agentLines().size()))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("WARN", "no spans are recorded until that is over"),
                            line -> assertThat(line).contains("WARN", "nothing is recorded until that is over"),
                            line -> assertThat(line).contains("better: metrics are recorded again"),
                            line -> assertThat(line).contains("all is well again: spans are recorded"));
            assertThat(run.scrape().sum("obs_agent_hook_errors_total")).isZero();
        }
    }

    @Test
    void canBeSwitchedOff() throws Exception {
        try (AppRun run = AppRun.withAgent(hoarding().env("OBS_SELF_PROTECTION_ENABLED", "false"))) {
            run.awaitAgent();
            get(run, "/hoard");
            Thread.sleep(6_000);
            get(run, "/meanwhile");
            run.take(Kind.SERVER, "GET /*", 2);
            assertThat(step(run)).isZero();
        }
    }

    private static ForkedApp.Builder hoarding() {
        return AppRun.app("http-server", "io.obsagent.verify.apps.httpserver.Hoarding")
                .jvmOptions("-Xmx96m", "-XX:+UseSerialGC");
    }

    private void awaitStep(AppRun run, int step) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (step(run) != step && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(step(run)).as(run.agentLines().toString()).isEqualTo(step);
    }

    private static double step(AppRun run) {
        return run.scrape().sum("obs_agent_protection_step");
    }

    private static double requests(AppRun run) {
        return run.scrape().sum("http_server_request_duration_seconds_count");
    }

    private void get(AppRun run, String path) throws IOException, InterruptedException {
        String port = run.output().stream()
                .filter(line -> line.startsWith("port "))
                .findFirst()
                .orElseThrow()
                .substring("port ".length());
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(path);
    }
}
