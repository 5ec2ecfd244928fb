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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans outlive an outage of the collector, and the JVM that recorded them. */
class DeliveryTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Path JAR = Path.of(System.getProperty("obsagent.jar"));

    private OtlpSink sink;
    private Neighbour neighbour;

    @TempDir
    private Path directory;

    @BeforeEach
    void startSink() throws IOException {
        sink = OtlpSink.start();
        neighbour = Neighbour.start();
    }

    @AfterEach
    void stop() {
        neighbour.close();
        sink.close();
    }

    private ForkedApp.Builder caller(int calls) {
        return AppRun.app("plain", "io.obsagent.verify.apps.plain.Caller")
                .args(neighbour.url(), Integer.toString(calls))
                .agent(JAR)
                .env("OBS_SERVICE_NAME", "caller")
                .env("OBS_EXPORTER_ENDPOINT", sink.httpEndpoint())
                .env("OBS_EXPORTER_SCHEDULE_DELAY", "100ms")
                .env("OBS_EXPORTER_SPOOL_ENABLED", "true")
                .env("OBS_EXPORTER_SPOOL_DIRECTORY", directory.toString())
                .env("OBS_SERVER_PORT", "0");
    }

    private List<String> instances() {
        return sink.spans().stream()
                .map(span -> String.valueOf(span.resource().get("service.instance.id")))
                .distinct()
                .toList();
    }

    private void assertNothingOnDisk() throws IOException {
        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void theNextJvmSendsWhatOneThatEndedHasLeft() throws IOException {
        sink.goAway();
        try (ForkedApp app = caller(5).start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.lines(Stream.STDOUT)).hasSize(6).endsWith("done");
            assertThat(app.agentLines())
                    .hasSize(2)
                    .element(1)
                    .asString()
                    .contains(sink.httpEndpoint(), "spans wait in " + directory.resolve("caller"), "64 MB");
        }
        sink.comeBack();
        try (ForkedApp app = caller(5).start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.agentLines()).hasSize(1);
        }
        assertThat(sink.spans()).hasSize(10);
        assertThat(sink.spans()).extracting(ReceivedSpan::spanId).doesNotHaveDuplicates();
        assertThat(instances()).hasSize(2);
        assertNothingOnDisk();
    }

    /** A collector that takes the batch and does not answer in time may have it twice; all others come once. */
    @Test
    void theNextJvmSendsWhatOneThatWasToldToEndCouldNotDeliverInTime() throws IOException {
        sink.answerWith(SinkFault.slow(Duration.ofMinutes(10)));
        try (ForkedApp app = caller(1000).start()) {
            app.awaitLine(line -> line.startsWith("call 10 "), TIMEOUT);
            long told = System.nanoTime();
            assertThat(app.stop(TIMEOUT)).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(15));
        }
        sink.clear();
        sink.answerWith(SinkFault.none());
        try (ForkedApp app = caller(1).start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
        }
        assertThat(sink.spans()).hasSizeGreaterThanOrEqualTo(11 + 1);
        assertThat(sink.spans()).extracting(ReceivedSpan::spanId).doesNotHaveDuplicates();
        assertThat(instances()).hasSize(2);
        assertNothingOnDisk();
    }

    @Test
    void theNextJvmSendsWhatOneThatWasKilledHasLeft() throws Exception {
        sink.goAway();
        int left;
        try (ForkedApp app = caller(1000).env("OBS_EXPORTER_BATCH_SIZE", "1").start()) {
            app.awaitLine(line -> line.startsWith("call 10 "), TIMEOUT);
            ProcessHandle jvm = ProcessHandle.of(app.pid()).orElseThrow();
            assertThat(jvm.destroyForcibly()).isTrue();
            jvm.onExit().get(60, TimeUnit.SECONDS);
        }
        try (var files = Files.walk(directory)) {
            left = (int)
                    files.filter(file -> file.toString().endsWith(".spans")).count();
        }
        assertThat(left).isBetween(5, 11);
        sink.comeBack();
        try (ForkedApp app = caller(1).start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
        }
        assertThat(sink.spans()).hasSize(left + 1);
        assertThat(sink.spans()).extracting(ReceivedSpan::spanId).doesNotHaveDuplicates();
        assertNothingOnDisk();
    }

    @Test
    void twoJvmsThatShareADirectorySendNothingTwice() throws IOException {
        sink.goAway();
        try (ForkedApp one = caller(60).env("OBS_EXPORTER_BATCH_SIZE", "2").start();
                ForkedApp other = caller(60).env("OBS_EXPORTER_BATCH_SIZE", "2").start()) {
            one.awaitLine(line -> line.startsWith("call 20 "), TIMEOUT);
            other.awaitLine(line -> line.startsWith("call 20 "), TIMEOUT);
            sink.comeBack();
            assertThat(one.awaitExit(TIMEOUT)).isZero();
            assertThat(other.awaitExit(TIMEOUT)).isZero();
            assertThat(one.agentLines()).hasSize(3).last().asString().contains("takes spans again; 0 were lost so far");
            assertThat(other.agentLines()).hasSize(3);
        }
        assertThat(sink.spans()).hasSize(120);
        assertThat(sink.spans()).extracting(ReceivedSpan::spanId).doesNotHaveDuplicates();
        assertNothingOnDisk();
    }

    /** The system property {@code outage.seconds} says how long it lasts. */
    @Test
    @Tag("slow")
    void anOutageUnderLoadLosesNothing() throws Exception {
        int seconds = Integer.getInteger("outage.seconds", 60);
        int port = FreePort.next();
        int atLeast;
        int atMost;
        PrometheusScrape during;
        try (ForkedApp app = caller(1_000_000)
                .args("20")
                .env("OBS_SERVER_PORT", Integer.toString(port))
                .start()) {
            app.awaitLine(line -> line.startsWith("call 100 "), TIMEOUT);
            sink.goAway();
            TimeUnit.SECONDS.sleep(seconds);
            during = PrometheusScrape.fetch("http://127.0.0.1:" + port + "/metrics");
            sink.comeBack();
            app.awaitLine(line -> line.contains("takes spans again; 0 were lost so far"), TIMEOUT);
            TimeUnit.SECONDS.sleep(5);
            atLeast = calls(app);
            app.stop(TIMEOUT);
            atMost = calls(app) + 1; // the last one may not have been printed
            assertThat(app.agentLines()).hasSize(3);
        }
        List<ReceivedSpan> finished = sink.spans().stream()
                .filter(span -> !span.attributes().containsKey("obs_agent.unfinished"))
                .toList();
        System.out.println("outage: " + seconds + " s, calls: " + atLeast + " to " + atMost + ", spans: "
                + finished.size() + ", recorded before it was over: "
                + (long) during.sum("obs_agent_spans_recorded_total") + ", bytes on disk: "
                + (long) during.value("obs_agent_spool_bytes").orElse(-1));
        // calls that were made after the last flush are no longer delivered
        assertThat(finished.size()).isBetween(atLeast, atMost);
        assertThat(finished.stream().map(ReceivedSpan::spanId).distinct().count())
                .isEqualTo(finished.size());
        assertThat(finished.stream().mapToLong(ReceivedSpan::startNanos).toArray())
                .isSorted();
        assertNothingOnDisk();
    }

    /** How many calls have been printed. */
    private static int calls(ForkedApp app) {
        List<String> printed = app.lines(Stream.STDOUT);
        return 1 + Integer.parseInt(printed.get(printed.size() - 1).split(" ")[1]);
    }

    @Test
    void aDirectoryThatCannotBeIsToldWithItsRemedy() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        sink.goAway();
        int port = FreePort.next();
        try (ForkedApp app = caller(40)
                .env("OBS_EXPORTER_SPOOL_DIRECTORY", file.toString())
                .env("OBS_EXPORTER_QUEUE_SIZE", "10")
                .env("OBS_SERVER_PORT", Integer.toString(port))
                .start()) {
            app.awaitLine(line -> line.startsWith("call 30 "), TIMEOUT);
            PrometheusScrape scrape = PrometheusScrape.fetch("http://127.0.0.1:" + port + "/metrics");
            double lost = scrape.value("obs_agent_spans_dropped_total", "reason", "queue_full")
                    .orElse(-1);
            assertThat(lost).isPositive();
            // ten are in the queue, and at most ten at hand
            assertThat(scrape.sum("obs_agent_spans_recorded_total") - lost).isBetween(10.0, 21.0);
            assertThat(scrape.value("obs_agent_spool_bytes")).hasValue(0);
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.agentLines())
                    .hasSize(2)
                    .element(1)
                    .asString()
                    .contains("file", "exporter.spool.directory names another place");
        }
    }

    @Test
    void whatACollectorRejectsIsToldOnce() {
        sink.answerWith(SinkFault.partialSuccess(1, "too old:\n" + "x".repeat(300)));
        try (ForkedApp app = caller(5).env("OBS_EXPORTER_BATCH_SIZE", "1").start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.agentLines())
                    .hasSize(2)
                    .element(1)
                    .asString()
                    .contains("rejected 1 spans of a batch (too old: xxx", "obs_agent_spans_dropped_total");
        }
    }
}
