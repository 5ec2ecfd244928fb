package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Http;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedRequest;
import io.obsagent.testkit.SinkFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivery to a real collector's door, in good times and bad. */
class ExportTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final OtlpSink sink = OtlpSink.start();
    private ObsTelemetry telemetry;

    @TempDir
    private Path directory;

    private void start(String protocol, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "exporter.protocol",
                protocol,
                "exporter.endpoint",
                protocol.equals("grpc") ? sink.grpcEndpoint() : sink.httpEndpoint(),
                "server.port",
                "0",
                "exporter.schedule-delay",
                "50ms",
                "exporter.spool.directory",
                directory.toString()));
        settings.addAll(List.of(more));
        telemetry = ObsTelemetry.start(AgentConfig.with(settings.toArray(new String[0])));
    }

    @AfterEach
    void stop() {
        if (telemetry != null) {
            telemetry.close();
        }
        sink.close();
    }

    private void record(int count) {
        for (int i = 0; i < count; i++) {
            telemetry.serveHttp(Http.get("/").view()).route("/").status(200).end(null);
        }
    }

    private double metric(String name) {
        return PrometheusScrape.fetch("http://127.0.0.1:" + telemetry.port() + "/metrics")
                .sum(name);
    }

    @ParameterizedTest
    @CsvSource({"http/protobuf,none", "http/protobuf,gzip", "grpc,none", "grpc,gzip"})
    void delivers(String protocol, String compression) {
        start(protocol, "exporter.compression", compression, "exporter.headers", "x-team=shop");
        record(700);
        assertThat(sink.awaitSpans(span -> true, 700, SOON)).hasSize(700);
        telemetry.flush();
        assertThat(metric("obs_agent_spans_exported_total")).isEqualTo(700);
        assertThat(metric("obs_agent_spans_dropped_total")).isZero();
        assertThat(metric("obs_agent_export_up")).isEqualTo(1);
        assertThat(sink.requests()).allSatisfy(request -> {
            assertThat(request.header("x-team")).isEqualTo("shop");
            assertThat(request.spans()).isLessThanOrEqualTo(512);
        });
    }

    @Test
    void sendsABatchAsSoonAsItIsFull() {
        start("http/protobuf", "exporter.schedule-delay", "1h", "exporter.batch-size", "10");
        record(9);
        record(1);
        assertThat(sink.awaitSpans(span -> true, 10, SOON)).hasSize(10);
    }

    @Test
    void leavesStackTracesOutWhileSpansPileUp() {
        start("http/protobuf", "exporter.schedule-delay", "1h", "exporter.queue-size", "20");
        for (int i = 0; i < 20; i++) {
            telemetry.serveHttp(Http.get("/").view()).end(new IllegalStateException("broken " + i));
        }
        telemetry.flush();
        assertThat(sink.awaitSpans(span -> true, 20, SOON))
                .extracting(span -> span.events().get(0).attributes())
                .allMatch(
                        event -> String.valueOf(event.get("exception.message")).startsWith("broken "))
                .filteredOn(event -> event.containsKey("exception.stacktrace"))
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http/protobuf", "grpc"})
    void deliversLaterWhatACollectorThatWasAwayMissed(String protocol) {
        sink.goAway();
        start(protocol, "exporter.queue-size", "100");
        record(150);
        telemetry.flush();
        assertThat(metric("obs_agent_export_up")).isZero();
        assertThat(metric("obs_agent_spans_recorded_total")).isEqualTo(150);
        sink.comeBack();
        sink.awaitSpans(span -> true, 100, SOON);
        assertThat(telemetry.flush()).isTrue();
        assertThat(metric("obs_agent_export_up")).isEqualTo(1);
        assertThat(sink.spans().size() + metric("obs_agent_spans_dropped_total"))
                .isEqualTo(150);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http/protobuf", "grpc"})
    void triesAgainWhenTheCollectorIsUnavailable(String protocol) {
        sink.answerWith(SinkFault.unavailable());
        start(protocol);
        record(5);
        sink.awaitRequests(request -> true, 2, SOON);
        assertThat(sink.spans()).isEmpty();
        sink.answerWith(SinkFault.none());
        assertThat(sink.awaitSpans(span -> true, 5, SOON)).hasSize(5);
        assertThat(sink.awaitRequests(request -> request.status() == 200 || request.status() == 0, 1, SOON))
                .extracting(ReceivedRequest::spans)
                .containsExactly(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http/protobuf", "grpc"})
    void countsWhatTheCollectorRefusesOfABatch(String protocol) {
        sink.answerWith(SinkFault.partialSuccess(2, "too old"));
        start(protocol);
        record(5);
        sink.awaitSpans(span -> true, 5, SOON);
        telemetry.flush();
        assertThat(metric("obs_agent_spans_dropped_total")).isEqualTo(2);
        assertThat(metric("obs_agent_spans_exported_total")).isEqualTo(3);
    }

    @Test
    void aSlowCollectorHoldsNobodyUpAndLosesOnlyWhatDoesNotFit() {
        sink.answerWith(SinkFault.slow(Duration.ofMillis(300)));
        start(
                "http/protobuf",
                "exporter.queue-size",
                "20",
                "exporter.batch-size",
                "10",
                "exporter.spool.enabled",
                "false");
        long before = System.nanoTime();
        record(500);
        assertThat(System.nanoTime() - before).isLessThan(1_000_000_000L);
        sink.answerWith(SinkFault.none());
        assertThat(telemetry.flush()).isTrue();
        assertThat(metric("obs_agent_spans_exported_total")).isGreaterThanOrEqualTo(20);
        assertThat(metric("obs_agent_spans_exported_total") + metric("obs_agent_spans_dropped_total"))
                .isEqualTo(500);
    }

    @Test
    void aCollectorThatNeverReadsHoldsNobodyUp() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            start(
                    "http/protobuf",
                    "exporter.endpoint",
                    "http://127.0.0.1:" + deaf.getLocalPort(),
                    "exporter.timeout",
                    "300ms",
                    "exporter.queue-size",
                    "50");
            long before = System.nanoTime();
            record(1000);
            assertThat(System.nanoTime() - before).isLessThan(3_000_000_000L);
            assertThat(telemetry.flush()).isTrue();
            assertThat(metric("obs_agent_spans_exported_total")).isZero();
        }
    }

    @Test
    void manyThreadsLoseNothingThatFits() throws InterruptedException {
        start("http/protobuf", "exporter.queue-size", "100000");
        int threads = 8;
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    return;
                }
                record(5_000);
            });
            thread.start();
            all.add(thread);
        }
        go.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(sink.awaitSpans(span -> true, threads * 5_000, SOON)).hasSize(threads * 5_000);
        assertThat(sink.spans().stream().map(span -> span.spanId()).distinct()).hasSize(threads * 5_000);
        assertThat(metric("http_server_request_duration_seconds_count")).isEqualTo(threads * 5_000);
        assertThat(metric("http_server_active_requests")).isZero();
    }
}
