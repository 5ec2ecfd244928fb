package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsagent.api.LogEntry;
import io.obsagent.api.LogFields;
import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.export.LossReason;
import io.obsagent.testkit.GelfSink;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedLog;
import io.obsagent.testkit.SinkFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code logs.ship}, from an event to a real receiver, in good times and bad. */
class LogShippingTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long TIME = 1_700_000_000_123L;

    private final OtlpSink sink = OtlpSink.start();
    private ObsTelemetry telemetry;

    private void start(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "service.name",
                "cart",
                "exporter.endpoint",
                sink.httpEndpoint(),
                "exporter.headers",
                "x-tenant=shop",
                "server.port",
                "0",
                "exporter.spool.enabled",
                "false"));
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

    @ParameterizedTest
    @CsvSource({"http/protobuf,none", "http/protobuf,gzip", "grpc,none", "grpc,gzip"})
    void recordsAreWhatWasLogged(String protocol, String compression) {
        boolean grpc = protocol.equals("grpc");
        String endpoint = grpc ? sink.grpcEndpoint() : sink.httpEndpoint();
        start(
                "exporter.protocol",
                protocol,
                "exporter.endpoint",
                endpoint,
                "logs.ship",
                "otlp",
                "logs.compression",
                compression);
        Operation operation = telemetry.job("Jobs", "run");
        try (Scope scope = operation.activate()) {
            ship(new Entry("paid {}", "paid 17 \u20ac", 9, null, out -> {
                out.field("order", 17);
                out.field("total", 9.5);
                out.field("free", false);
                out.field("user", new StringBuilder("anna"));
                out.json("{\"items\":[1,2],\"name\":\"a\\\"b\\u00fc\",\"big\":-5}");
                out.field("trace_id", operation.traceId());
                out.tag("PAID");
            }));
        }
        ship(new Entry("failed", "failed", 17, failure(), out -> {}));
        operation.end(null);
        telemetry.flush();

        ReceivedLog paid =
                sink.awaitLogs(log -> log.body().startsWith("paid"), 1, SOON).get(0);
        assertThat(paid.body()).isEqualTo("paid 17 \u20ac");
        assertThat(paid.timeNanos()).isEqualTo(TIME * 1_000_000);
        assertThat(paid.severity()).isEqualTo(9);
        assertThat(paid.level()).isEqualTo("LEVEL");
        assertThat(paid.logger()).isEqualTo("a.B");
        assertThat(paid.traceId()).isEqualTo(operation.traceId());
        assertThat(paid.spanId()).isEqualTo(operation.spanId());
        assertThat(paid.traceFlags()).isEqualTo(1);
        assertThat(paid.resource()).containsEntry("service.name", "cart");
        assertThat(paid.attributes())
                .containsOnly(
                        entry("thread.name", "main"),
                        entry("order", 17L),
                        entry("total", 9.5),
                        entry("free", false),
                        entry("user", "anna"),
                        entry("items", "[1,2]"),
                        entry("name", "a\"b\u00fc"),
                        entry("big", -5L),
                        entry("tags", "PAID"));
        ReceivedLog failed =
                sink.awaitLogs(log -> log.body().equals("failed"), 1, SOON).get(0);
        assertThat(failed.traceId()).isEmpty();
        assertThat(failed.attribute("exception.type")).isEqualTo("java.lang.IllegalStateException");
        assertThat(failed.attribute("exception.message")).isEqualTo("broken password=REDACTED");
        assertThat(failed.attribute("exception.stacktrace").toString())
                .startsWith("java.lang.IllegalStateException: broken password=REDACTED\n\tat ");
        assertThat(sink.requests())
                .filteredOn(request -> request.path().matches("/v1/logs|/.*LogsService/Export"))
                .isNotEmpty()
                .allMatch(request -> request.path().equals("/v1/logs") != grpc
                        && "shop".equals(request.header("x-tenant"))
                        && (grpc || compression.equals("gzip") == "gzip".equals(request.header("content-encoding"))));
        assertThat(metric("obs_agent_logs_shipped_total")).isEqualTo(2);
    }

    /** Nor are headers, which may be secrets, told to another collector than that of spans. */
    @Test
    void aUrlWithAPathTakesHttpWhereSpansGoByGrpc() {
        start(
                "exporter.protocol",
                "grpc",
                "exporter.endpoint",
                sink.grpcEndpoint(),
                "logs.ship",
                "otlp",
                "logs.endpoint",
                sink.httpEndpoint() + "/v1/logs");
        ship(new Entry("paid", "paid", 9, null, out -> {}));
        telemetry.flush();
        sink.awaitLogs(log -> true, 1, SOON);
        assertThat(sink.requests())
                .filteredOn(request -> request.path().equals("/v1/logs"))
                .isNotEmpty()
                .allMatch(request -> request.header("x-tenant") == null);
    }

    /** Asynchronous loggers call from threads of their own. */
    @Test
    void fieldsTellTheTraceWhereNoOperationIsCurrent() {
        start("logs.ship", "otlp");
        ship(new Entry("a", "a", 9, null, out -> {
            out.field("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
            out.field("span_id", "00f067aa0ba902b7");
            out.field("trace_flags", "01");
        }));
        ship(new Entry("b", "b", 9, null, out -> out.field("trace_id", "mine")));
        telemetry.flush();
        List<ReceivedLog> logs = sink.awaitLogs(log -> true, 2, SOON);
        assertThat(logs.get(0).traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(logs.get(0).spanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(logs.get(0).traceFlags()).isEqualTo(1);
        assertThat(logs.get(0).attributes()).doesNotContainKey("trace_id");
        assertThat(logs.get(1).traceId()).isEmpty();
        assertThat(logs.get(1).attribute("trace_id")).isEqualTo("mine");
    }

    @Test
    void levelsRepeatsAndSecretsAreHeldBack() throws Exception {
        start(
                "logs.ship", "otlp",
                "logs.level", "warn",
                "logs.max-repeats", "3",
                "logs.repeat-period", "1s",
                "logs.redact", "\\b\\d{4}-\\d{4}\\b");
        ship(new Entry("info", "info", 9, null, out -> {}));
        for (int i = 0; i < 10; i++) {
            ship(new Entry("again {}", "again " + i, 13, null, out -> {}));
        }
        ship(new Entry("card", "card 1234-5678 token=abc", 13, null, out -> {
            out.field("password", "hun, ter!");
            out.field("secret", 4711L);
            out.field("card", "4321-8765");
        }));
        Thread.sleep(1_100);
        ship(new Entry("again {}", "again later", 13, null, out -> {}));
        telemetry.flush();

        List<ReceivedLog> logs = sink.awaitLogs(log -> true, 5, SOON);
        assertThat(logs)
                .extracting(ReceivedLog::body)
                .containsExactly("again 0", "again 1", "again 2", "card REDACTED token=REDACTED", "again later");
        assertThat(logs.get(3).attribute("password")).isEqualTo("REDACTED");
        assertThat(logs.get(3).attribute("secret")).isEqualTo("REDACTED");
        assertThat(logs.get(3).attribute("card")).isEqualTo("REDACTED");
        assertThat(logs.get(2).attribute("log.suppressed")).isNull();
        assertThat(logs.get(4).attribute("log.suppressed")).isEqualTo(7L);
        assertThat(lost(LossReason.REPEATED)).isEqualTo(7);
    }

    @Test
    void aPatternThatNeverEndsHidesTheWholeText() {
        start("logs.ship", "otlp", "logs.redact", "(a|a)*(\\w)\\2b");
        ship(new Entry("slow", "a".repeat(40) + "!", 9, null, out -> {}));
        ship(new Entry("quick", "quick", 9, null, out -> {}));
        telemetry.flush();
        assertThat(sink.awaitLogs(log -> true, 2, SOON))
                .extracting(ReceivedLog::body)
                .containsExactly("REDACTED", "quick");
    }

    @Test
    void whatDoesNotFitIsCountedAndTheRestArrivesWhenTheCollectorIsBack() {
        start("logs.ship", "otlp", "logs.queue-size", "1000");
        sink.goAway();
        ship(new Entry("first", "first", 9, null, out -> {}));
        telemetry.flush(); // tried once, and waiting
        for (int i = 0; i < 3_000; i++) {
            ship(new Entry("n", "n" + i, 9, null, out -> {}));
        }
        assertThat(lost(LossReason.QUEUE_FULL)).isEqualTo(2_000);
        sink.comeBack();
        List<ReceivedLog> logs = sink.awaitLogs(log -> true, 1_001, SOON);
        assertThat(logs).hasSize(1_001);
        assertThat(logs.get(0).body()).isEqualTo("first");
        assertThat(logs.get(1_000).body()).isEqualTo("n999");
        await(() -> metric("obs_agent_logs_shipped_total") == 1_001);
        assertThat(scrape().sum("obs_agent_logs_dropped_total")).isEqualTo(2_000);
    }

    @Test
    void theMemoryOfWhatWaitsHasACap() {
        start("logs.ship", "otlp", "logs.queue-bytes", "64KB");
        sink.goAway();
        for (int i = 0; i < 200; i++) {
            ship(new Entry("n", "x".repeat(1_000), 9, null, out -> {}));
        }
        assertThat(lost(LossReason.QUEUE_FULL)).isBetween(100.0, 180.0);
    }

    @Test
    void whatTheCollectorRefusesIsCounted() {
        start("logs.ship", "otlp");
        sink.answerWith(SinkFault.partialSuccess(1, "too old"));
        ship(new Entry("a", "a", 9, null, out -> {}));
        ship(new Entry("b", "b", 9, null, out -> {}));
        telemetry.flush();
        // one for both, or on a slow machine one for each
        int requests = sink.requests().size();
        assertThat(requests).isBetween(1, 2);
        assertThat(lost(LossReason.REJECTED)).isEqualTo(requests);
        assertThat(metric("obs_agent_logs_shipped_total")).isEqualTo(2 - requests);
    }

    @Test
    void anEndpointOfTheOtherKindShipsNothing() {
        start("logs.ship", "gelf", "logs.endpoint", sink.httpEndpoint());
        assertThat(telemetry.logShipper()).isNull();
    }

    @Test
    void gelfOverTcpSurvivesTheReceiver() {
        try (GelfSink gelf = GelfSink.tcp()) {
            start("logs.ship", "gelf", "logs.endpoint", gelf.endpoint());
            Operation operation = telemetry.job("Jobs", "run");
            try (Scope scope = operation.activate()) {
                ship(new Entry("paid {}", "paid 17 \u20ac\nsecond line", 13, failure(), out -> {
                    out.field("order", 17);
                    out.field("a b", "c");
                    out.field("id", "4711");
                    out.field("logger", "mine");
                }));
            }
            operation.end(null);
            telemetry.flush();
            JsonNode paid = gelf.await(message -> true, 1, SOON).get(0);
            assertThat(paid.path("short_message").asText()).isEqualTo("paid 17 \u20ac");
            assertThat(paid.path("full_message").asText())
                    .startsWith(
                            "paid 17 \u20ac\nsecond line\njava.lang.IllegalStateException: broken password=REDACTED\n");
            assertThat(paid.path("timestamp").decimalValue()).isEqualByComparingTo("1700000000.123");
            assertThat(paid.path("level").asInt()).isEqualTo(4);
            assertThat(paid.path("_level_name").asText()).isEqualTo("LEVEL");
            assertThat(paid.path("_logger").asText()).isEqualTo("a.B");
            assertThat(paid.path("_app.logger").asText()).isEqualTo("mine");
            assertThat(paid.path("_trace_id").asText()).isEqualTo(operation.traceId());
            assertThat(paid.path("_span_id").asText()).isEqualTo(operation.spanId());
            assertThat(paid.path("_service.name").asText()).isEqualTo("cart");
            assertThat(paid.path("_order").asInt()).isEqualTo(17);
            assertThat(paid.path("_a_b").asText()).isEqualTo("c");
            assertThat(paid.path("_app.id").asText()).isEqualTo("4711");

            gelf.goAway();
            for (int i = 0; i < 50; i++) {
                ship(new Entry("n", "n" + i, 9, null, out -> {}));
            }
            telemetry.flush();
            assertThat(gelf.messages()).hasSize(1);
            gelf.comeBack();
            assertThat(gelf.await(message -> true, 51, SOON))
                    .extracting(message -> message.path("short_message").asText())
                    .contains("n0", "n49");
            assertThat(gelf.faults()).isEmpty();
            await(() -> metric("obs_agent_logs_shipped_total") == 51);
            assertThat(scrape().sum("obs_agent_logs_dropped_total")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void gelfOverUdpComesInChunks(String compression) {
        try (GelfSink gelf = GelfSink.udp()) {
            start("logs.ship", "gelf", "logs.endpoint", gelf.endpoint(), "logs.compression", compression);
            StringBuilder random = new StringBuilder();
            new Random(1).ints(20_000, 'a', 'z').forEach(c -> random.append((char) c));
            ship(new Entry("short", "short", 9, null, out -> {}));
            ship(new Entry("long", "long " + random, 9, null, out -> {}));
            telemetry.flush();
            List<JsonNode> messages = gelf.await(message -> true, 2, SOON);
            assertThat(messages.get(0).path("short_message").asText()).isEqualTo("short");
            assertThat(messages.get(1).path("full_message").asText()).isEqualTo("long " + random);
            assertThat(gelf.largestDatagram()).isEqualTo(1420);
            assertThat(gelf.compressed()).isEqualTo(compression.equals("gzip") ? 2 : 0);
            assertThat(gelf.faults()).isEmpty();

            StringBuilder euros = new StringBuilder(); // three bytes each
            for (int i = 0; i < 32_000; i++) {
                euros.append((char) (0x4e00 + i % 20_000));
            }
            String fields = euros.toString();
            ship(new Entry("too long", fields, 9, null, out -> {
                for (int i = 0; i < 16; i++) {
                    out.field("f" + i, fields.substring(i, 4_000 + i));
                }
            }));
            telemetry.flush();
            if (compression.equals("none")) {
                assertThat(lost(LossReason.TOO_LONG)).isEqualTo(1);
            }
        }
    }

    private void ship(LogEntry entry) {
        telemetry.logShipper().ship(entry, telemetry.current());
    }

    private static IllegalStateException failure() {
        return new IllegalStateException("broken password=secret");
    }

    private PrometheusScrape scrape() {
        return PrometheusScrape.fetch("http://127.0.0.1:" + telemetry.port() + "/metrics");
    }

    private double metric(String name) {
        return scrape().value(name).orElse(-1);
    }

    private double lost(LossReason reason) {
        return scrape().value("obs_agent_logs_dropped_total", "reason", reason.label())
                .orElse(-1);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private record Entry(String template, String message, int severity, Throwable thrown, Consumer<LogFields> content)
            implements LogEntry {

        @Override
        public long epochMillis() {
            return TIME;
        }

        @Override
        public String level() {
            return "LEVEL";
        }

        @Override
        public String logger() {
            return "a.B";
        }

        @Override
        public String thread() {
            return "main";
        }

        @Override
        public void fields(LogFields out) {
            content.accept(out);
        }
    }
}
