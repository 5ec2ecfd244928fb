package io.obsagent.verify.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which traces a service sends, by each of the settings, which change while it runs. Spans are sent in the order in which they
 * ended, so what did not come before the next one does not come.
 */
class SamplingTest {

    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-";

    @TempDir
    Path directory;

    private final List<ReceivedSpan> taken = new ArrayList<>();
    private LiveServer server;
    private AppRun run;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void ratioRulesLimitAndCaller() throws Exception {
        start("sampling: {ratio: 0}");
        server.get("/hello");
        server.get("/empty", "traceparent", PARENT + "01");
        take("GET /empty");

        server.change(
                "sampling: {ratio: 0, rules: {/hello: 1, '/hello*': 0}}", LiveServer.CHANGED + ": sampling.rules");
        server.get("/empty");
        server.get("/hello/other");
        server.get("/hello");
        take("GET /hello");

        server.change(
                "sampling: {traces-per-second: 0.01}",
                LiveServer.CHANGED + ": sampling.ratio, sampling.rules, sampling.traces-per-second");
        server.get("/health");
        server.get("/hello");
        take("GET /hello");
        server.get("/hello");
        server.get("/hello");

        server.change(
                "sampling: {parent-based: false, rules: {/hello: 0}}",
                LiveServer.CHANGED + ": sampling.rules, sampling.traces-per-second, sampling.parent-based");
        server.get("/hello", "traceparent", PARENT + "01");
        server.get("/empty", "traceparent", PARENT + "00");
        take("GET /empty");
        assertNothingElseCame();
    }

    @Test
    void whatFailedOrWasSlowIsKept() throws Exception {
        start("sampling: {ratio: 0, keep: [errors]}");
        server.get("/hello");
        server.get("/later");
        server.get("/unavailable", "traceparent", PARENT + "00");
        server.get("/unavailable");
        ReceivedSpan unavailable = take("GET /unavailable");
        assertThat(unavailable.isRoot()).isTrue();

        server.get("/refused");
        List<ReceivedSpan> refused = run.take(span -> true, "the request and its call", 2);
        taken.addAll(refused);
        assertThat(refused).extracting(ReceivedSpan::kind).containsExactly(Kind.SERVER, Kind.CLIENT);
        assertThat(refused.get(1).isChildOf(refused.get(0))).isTrue();

        assertThat(run.scrape(PrometheusScrape.OPEN_METRICS).exemplars("http_server_request_duration_seconds_bucket"))
                .extracting(exemplar -> exemplar.labels().get("trace_id"))
                .isNotEmpty()
                .isSubsetOf(unavailable.traceId(), refused.get(0).traceId());

        server.change(
                "sampling: {ratio: 0, keep: [slow], slow: 20ms}",
                LiveServer.CHANGED + ": sampling.keep, sampling.slow");
        server.get("/later");
        take("GET /later");

        server.change("sampling: {ratio: 0}", LiveServer.CHANGED + ": sampling.keep, sampling.slow");
        server.get("/later");
        server.get("/unavailable");
        server.get("/hello", "traceparent", PARENT + "01");
        take("GET /hello");
        assertNothingElseCame();
        assertThat(run.scrape().value("obs_agent_spans_dropped_total", "reason", "held_full"))
                .hasValue(0);
    }

    private void start(String text) throws Exception {
        Path yaml = Files.writeString(directory.resolve("obs.yaml"), text);
        server = LiveServer.start(yaml);
        run = server.run();
    }

    private ReceivedSpan take(String name) {
        ReceivedSpan span = run.take(Kind.SERVER, name);
        taken.add(span);
        return span;
    }

    private void assertNothingElseCame() {
        assertThat(run.spans()).containsExactlyInAnyOrderElementsOf(taken);
        assertThat(run.scrape().sum("obs_agent_hook_errors_total")).isZero();
        assertThat(run.agentLines()).noneMatch(line -> line.contains("WARN"));
    }
}
