package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ForkedApp.Stream;
import io.obsagent.testkit.FreePort;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.SinkFault;
import io.obsagent.verify.AppRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with the agent is told once, and the application does not notice. */
class AgentFaultTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Path JAR = Path.of(System.getProperty("obsagent.jar"));
    private static final List<String> TEN_CALLS = tenCalls();

    private OtlpSink sink;
    private Neighbour neighbour;

    @TempDir
    private Path directory;

    @BeforeEach
    void startSink() throws Exception {
        sink = OtlpSink.start();
        neighbour = Neighbour.start();
    }

    @AfterEach
    void stop() throws Exception {
        neighbour.close();
        sink.close();
    }

    @Test
    void aTakenPortIsToldWithItsRemedy() {
        try (ForkedApp app = caller(10)
                .agent(JAR)
                .env("OBS_SERVER_PORT", Integer.toString(takenPort()))
                .start()) {
            assertCallsAreDone(app);
            assertThat(app.agentLines().toString()).contains(Integer.toString(takenPort()));
        }
    }

    @Test
    void anAbsentCollectorIsToldOnceAndItsReturnOnce() {
        sink.goAway();
        try (ForkedApp app = caller(60).agent(JAR).start()) {
            app.awaitLine(line -> line.startsWith("call 20 "), TIMEOUT);
            sink.comeBack();
            sink.awaitSpans(span -> span.name().equals("GET"), 1, TIMEOUT);
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.agentLines())
                    .filteredOn(line -> line.contains(sink.httpEndpoint()))
                    .hasSizeBetween(2, 3);
            assertThat(app.lines(Stream.STDOUT)).contains("call 59 200", "done");
        }
    }

    @Test
    void aCollectorThatAnswers503IsNotNoticed() {
        sink.answerWith(SinkFault.unavailable());
        try (ForkedApp app = caller(10).agent(JAR).start()) {
            assertCallsAreDone(app);
            assertThat(app.agentLines()).hasSizeLessThanOrEqualTo(2);
        }
    }

    /** The application ends in time although the collector takes longer than anybody waits. */
    @Test
    void aSlowCollectorHoldsNothingUp() {
        sink.answerWith(SinkFault.slow(Duration.ofSeconds(30)));
        try (ForkedApp app = caller(10).agent(JAR).start()) {
            app.awaitLine("done"::equals, TIMEOUT);
            long done = System.nanoTime();
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - done)).isLessThan(Duration.ofSeconds(15));
            assertThat(app.lines(Stream.STDOUT)).isEqualTo(TEN_CALLS);
        }
    }

    @Test
    void aWrongConfigurationIsToldLineByLineAndTheRestHolds() throws Exception {
        Path yaml = directory.resolve("wrong.yaml");
        Files.writeString(yaml, "service:\n  nmae: cart\nsampling:\n  ratio: often\n");
        try (ForkedApp app = caller(10).agent(JAR, yaml).start()) {
            assertCallsAreDone(app);
            assertThat(app.agentLines())
                    .anyMatch(
                            line -> line.contains("wrong.yaml") && line.contains("2") && line.contains("service.nmae"))
                    .anyMatch(line ->
                            line.contains("wrong.yaml") && line.contains("4") && line.contains("sampling.ratio"));
        }
    }

    @Test
    void aMissingConfigurationIsTold() {
        try (ForkedApp app =
                caller(10).agent(JAR, directory.resolve("absent.yaml")).start()) {
            assertCallsAreDone(app);
            assertThat(app.agentLines()).anyMatch(line -> line.contains("absent.yaml"));
        }
    }

    @Test
    void switchedOffTheAgentSaysAndDoesNothing() {
        try (ForkedApp app = caller(10).agent(JAR).env("OBS_ENABLED", "false").start()) {
            assertCallsAreDone(app);
            assertThat(app.agentLines()).isEmpty();
            assertThat(sink.spans()).isEmpty();
        }
    }

    /** Spans of the last moment arrive: when main ends, and when the process is told to end. */
    @Test
    void spansAreDeliveredAtTheEnd() {
        try (ForkedApp app =
                caller(3).agent(JAR).env("OBS_EXPORTER_SCHEDULE_DELAY", "60s").start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(sink.spans()).hasSize(3);
        }
        sink.clear();
        try (ForkedApp app = caller(1000)
                .agent(JAR)
                .env("OBS_EXPORTER_SCHEDULE_DELAY", "60s")
                .start()) {
            app.awaitLine(line -> line.startsWith("call 2 "), TIMEOUT);
            assertThat(app.stop(TIMEOUT)).isEqualTo(143);
            assertThat(sink.spans()).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    /** With two files, whose paths are relative to where one attaches from. */
    @Test
    void attachesToARunningJvm() throws Exception {
        Files.writeString(directory.resolve("first.yaml"), "service: {name: first, version: 1}");
        Files.writeString(directory.resolve("second.yaml"), "service: {name: '${ABSENT:-second}'}");
        try (ForkedApp app = caller(1000)
                .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
                .start()) {
            app.awaitLine(line -> line.startsWith("call 2 "), TIMEOUT);
            try (ForkedApp attach = ForkedApp.builder()
                    .jar(JAR)
                    .directory(directory)
                    .args("attach", Long.toString(app.pid()), "first.yaml,second.yaml")
                    .start()) {
                assertThat(attach.awaitExit(TIMEOUT))
                        .as(attach.lines().toString())
                        .isZero();
            }
            List<ReceivedSpan> spans = sink.awaitSpans(span -> span.name().equals("GET"), 3, TIMEOUT);
            assertThat(spans.get(0).resource())
                    .containsEntry("service.name", "second")
                    .containsEntry("service.version", "1");
        }
    }

    /** As in a container whose image nobody wants to change. */
    @Test
    void startsOutOfJavaToolOptions() {
        int port = FreePort.next();
        try (ForkedApp app = caller(1000)
                .env("JAVA_TOOL_OPTIONS", "-javaagent:" + JAR)
                .env("OBS_SERVER_PORT", Integer.toString(port))
                .start()) {
            sink.awaitSpans(span -> span.name().equals("GET"), 3, TIMEOUT);
            PrometheusScrape scrape = PrometheusScrape.fetch("http://127.0.0.1:" + port + "/metrics");
            assertThat(scrape.sum("http_client_request_duration_seconds_count")).isPositive();
            assertThat(app.lines(Stream.STDOUT)).contains("call 0 200");
            assertThat(app.agentLines()).singleElement().asString().contains("started for");
        }
    }

    @Test
    void aSecondAgentOnTheSameCommandLineStepsAside() {
        try (ForkedApp app = caller(10).agent(JAR).agent(JAR).start()) {
            assertCallsAreDone(app);
            sink.awaitSpans(span -> span.name().equals("GET"), 10, TIMEOUT);
            assertThat(sink.spans()).hasSize(10);
        }
    }

    private int takenPort() {
        return neighbour.port();
    }

    private static void assertCallsAreDone(ForkedApp app) {
        assertThat(app.awaitExit(TIMEOUT)).isZero();
        assertThat(app.lines(Stream.STDOUT)).isEqualTo(TEN_CALLS);
    }

    private ForkedApp.Builder caller(int calls) {
        return AppRun.app("plain", "io.obsagent.verify.apps.plain.Caller")
                .args("http://127.0.0.1:" + takenPort() + "/", Integer.toString(calls))
                .env("OBS_EXPORTER_ENDPOINT", sink.httpEndpoint())
                .env("OBS_EXPORTER_SCHEDULE_DELAY", "100ms")
                .env("OBS_SERVER_PORT", "0");
    }

    private static List<String> tenCalls() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            lines.add("call " + i + " 200");
        }
        lines.add("done");
        return lines;
    }
}
