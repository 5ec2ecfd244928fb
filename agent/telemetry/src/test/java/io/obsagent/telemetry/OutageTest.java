package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Http;
import io.obsagent.telemetry.export.LossReason;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.SinkFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of spans while the collector is away, slow or unwilling for long. */
class OutageTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final OtlpSink sink = OtlpSink.start();
    private final Random random = new Random(1);
    private ObsTelemetry telemetry;
    private int recorded;

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
            telemetry
                    .serveHttp(Http.get("/").view())
                    .route("/")
                    .status(200)
                    .attribute("number", recorded++)
                    .end(null);
        }
    }

    private PrometheusScrape scrape() {
        return PrometheusScrape.fetch("http://127.0.0.1:" + telemetry.port() + "/metrics");
    }

    private double metric(String name) {
        return scrape().value(name).orElse(-1);
    }

    private double lost(LossReason reason) {
        return scrape().value("obs_agent_spans_dropped_total", "reason", reason.label())
                .orElse(-1);
    }

    private double lost() {
        return scrape().sum("obs_agent_spans_dropped_total");
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The numbers of the spans that have come, in the order in which they came. */
    private List<Integer> numbers() {
        return sink.spans().stream().map(OutageTest::number).toList();
    }

    private static int number(ReceivedSpan span) {
        return ((Number) span.attributes().get("number")).intValue();
    }

    private List<Path> onDisk() {
        while (true) {
            try (Stream<Path> paths = Files.walk(directory)) {
                return paths.filter(Files::isRegularFile).toList();
            } catch (UncheckedIOException changed) {
                // a file or directory was renamed or deleted meanwhile
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http/protobuf", "grpc"})
    void aLongOutageLosesNothingAndChangesNoOrder(String protocol) throws IOException {
        sink.goAway();
        start(protocol, "exporter.batch-size", "100", "exporter.queue-size", "50000");
        record(1);
        await("the first attempt", () -> metric("obs_agent_export_up") == 0);
        record(20_000);
        await("all but those of the first and the last batch are on disk", () -> onDisk().size() >= 199);
        assertThat(metric("obs_agent_spool_bytes")).isBetween(190 * 4096.0, 400 * 4096.0);
        assertThat(onDisk())
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"))
                .allSatisfy(file -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                        .isEqualTo("rwx------"));
        sink.comeBack();
        sink.awaitSpans(span -> true, 20_001, SOON);
        assertThat(numbers()).isEqualTo(IntStream.range(0, 20_001).boxed().toList());
        await("the last answer", () -> metric("obs_agent_spans_exported_total") == 20_001);
        assertThat(lost()).isZero();
        assertThat(metric("obs_agent_export_up")).isEqualTo(1);
        await("nothing is left on disk", () -> metric("obs_agent_spool_bytes") == 0);
        assertThat(onDisk()).isEmpty();
        record(1);
        telemetry.flush();
        assertThat(sink.spans()).hasSize(20_002);
    }

    @Test
    void theOldestAreLostWhenTheSpoolIsFullAndCounted() {
        sink.answerWith(SinkFault.unavailable());
        start(
                "http/protobuf",
                "exporter.batch-size",
                "10",
                "exporter.queue-size",
                "50000",
                "exporter.spool.max-size",
                "1MB");
        record(1);
        await("the first attempt", () -> metric("obs_agent_export_up") == 0);
        byte[] noise = new byte[1500];
        for (int i = 0; i < 1000; i++) {
            random.nextBytes(noise);
            telemetry
                    .serveHttp(Http.get("/").view())
                    .attribute("number", recorded++)
                    .attribute("noise", new String(noise, StandardCharsets.ISO_8859_1))
                    .end(null);
        }
        await("too many", () -> lost(LossReason.SPOOL_FULL) > 0);
        await("all are moved", () -> metric("obs_agent_spool_bytes") > 900 * 1024);
        sink.answerWith(SinkFault.none());
        await("all are sent or lost", () -> metric("obs_agent_spans_exported_total") + lost() == 1001);
        assertThat(lost()).isEqualTo(lost(LossReason.SPOOL_FULL));
        assertThat(numbers()).contains(0, 1000).hasSize(1001 - (int) lost()).doesNotHaveDuplicates();
    }

    @Test
    void theNextJvmSendsWhatWasLeft() throws IOException {
        sink.goAway();
        start("http/protobuf");
        record(700);
        assertThat(telemetry.flush()).isTrue();
        telemetry.close();
        assertThat(onDisk()).hasSizeGreaterThan(1);
        sink.comeBack();
        assertThat(sink.spans()).isEmpty();
        start("http/protobuf");
        record(1);
        sink.awaitSpans(span -> true, 701, SOON);
        await("nothing is left on disk", () -> metric("obs_agent_spans_exported_total") == 701);
        telemetry.flush();
        assertThat(numbers()).hasSize(701).doesNotHaveDuplicates();
        assertThat(onDisk()).isEmpty();
    }

    @Test
    void aSlowCollectorCostsNoSpans() {
        sink.answerWith(SinkFault.slow(Duration.ofSeconds(1)));
        start("http/protobuf", "exporter.batch-size", "100", "exporter.queue-size", "2000");
        for (int chunk = 0; chunk < 10; chunk++) {
            double before = metric("obs_agent_spool_bytes");
            record(500);
            if (chunk > 2) {
                await("the disk relieves the queue", () -> metric("obs_agent_spool_bytes") > before);
            }
        }
        assertThat(metric("obs_agent_export_up")).isNotZero();
        sink.answerWith(SinkFault.none());
        sink.awaitSpans(span -> true, 5_000, SOON);
        assertThat(lost()).isZero();
        assertThat(numbers()).isEqualTo(IntStream.range(0, 5_000).boxed().toList());
    }

    @Test
    void withoutADiskTheQueueHoldsWhatItCanAndTheRestIsCounted() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        sink.goAway();
        start(
                "http/protobuf",
                "exporter.spool.directory",
                file.resolve("below").toString(),
                "exporter.queue-size",
                "100",
                "exporter.batch-size",
                "10");
        record(500);
        assertThat(telemetry.flush()).isTrue();
        assertThat(lost(LossReason.QUEUE_FULL)).isBetween(300.0, 400.0);
        sink.comeBack();
        await("all are sent or lost", () -> metric("obs_agent_spans_exported_total") + lost() == 500);
        assertThat(lost()).isEqualTo(lost(LossReason.QUEUE_FULL));
        assertThat(numbers()).contains(0).doesNotHaveDuplicates();
    }

    /** Nobody may listen at the default endpoint, ever: that is no reason to fill the disk. */
    @Test
    void nothingIsSpooledWithoutASettingOrACollector() throws IOException {
        telemetry = ObsTelemetry.start(AgentConfig.with(
                "server.port",
                "0",
                "exporter.protocol",
                "grpc",
                "exporter.queue-size",
                "10",
                "exporter.schedule-delay",
                "20ms",
                "exporter.spool.directory",
                directory.toString()));
        record(100);
        await("the first attempt", () -> metric("obs_agent_export_up") == 0);
        record(100);
        telemetry.flush();
        assertThat(lost(LossReason.QUEUE_FULL)).isGreaterThan(150);
        assertThat(onDisk()).isEmpty();
    }
}
