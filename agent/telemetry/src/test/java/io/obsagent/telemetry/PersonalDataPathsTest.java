package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogEntry;
import io.obsagent.api.LogFields;
import io.obsagent.api.Message;
import io.obsagent.api.Operation;
import io.obsagent.config.AgentConfig;
import io.obsagent.config.ConfigLoader;
import io.obsagent.telemetry.Requests.Db;
import io.obsagent.telemetry.Requests.Http;
import io.obsagent.telemetry.Requests.Kafka;
import io.obsagent.telemetry.Requests.Rpc;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.PrometheusScrape;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card's number and an e-mail address try to leave the JVM on every way there is. */
class PersonalDataPathsTest {

    private static final String CARD = "4111 1111 1111 1111";
    private static final long CARD_NUMBER = 4111111111111111L;
    private static final String EMAIL = "ann.smith@shop.example";
    private static final String TEXT = "of " + EMAIL + " by " + CARD + ".";
    private static final Map<String, String> HEADERS = Map.of("x-account", TEXT, "user-agent", TEXT, "x-user", EMAIL);

    @TempDir
    private Path directory;

    private final OtlpSink sink = OtlpSink.start();
    private AgentConfig config;
    private ObsTelemetry telemetry;
    private SpanWriter spans;

    private void start(boolean redact) throws IOException {
        Path yaml = Files.writeString(directory.resolve("obs.yaml"), """
                redact: {card-numbers: REDACT, email-addresses: REDACT}
                server: {port: 0}
                exporter: {endpoint: ENDPOINT, spool: {enabled: false}}
                logs: {ship: otlp}
                http:
                  redact-query: false
                  user: 'header:x-user'
                  captured-request-headers: [x-account]
                  captured-response-headers: [x-account]
                rpc: {captured-request-metadata: [x-account]}
                methods:
                  pay:
                    class: shop.Till
                    methods: pay
                    attributes: {text: arg0, number: arg1, exact: arg2}
                    labels: {payer: arg0}
                """.replace("REDACT", String.valueOf(redact))
                .replace("ENDPOINT", sink.httpEndpoint()));
        ConfigLoader.Loaded loaded = new ConfigLoader(yaml.toString(), Map.of(), new Properties()).load();
        assertThat(loaded.problems).isEmpty();
        config = loaded.config;
        telemetry = ObsTelemetry.start(config);
        spans = new SpanWriter(config, Map.of("service.name", "shop"));
    }

    @AfterEach
    void stop() {
        telemetry.close();
        sink.close();
    }

    @Test
    void nothingLeaves() throws IOException {
        start(true);
        String left = useEveryWay().replaceAll("time_unix_nano: \\d+", ""); // which may have the card's digits, too
        assertThat(left).contains("REDACTED").doesNotContain("4111", "ann.smith", "shop.example\"");
        assertThat(left.split("REDACTED", -1)).hasSizeGreaterThan(30);
    }

    /** That each way is one: without the setting all of it leaves. */
    @Test
    void allLeavesWhereItIsNotAskedFor() throws IOException {
        start(false);
        String left = useEveryWay();
        assertThat(left).doesNotContain("REDACTED");
        for (String way : List.of(
                "x-account",
                "user_agent.original",
                "user.id",
                "url.query",
                "url.full",
                "url.path",
                "exception.message",
                "exception.stacktrace",
                "own.text",
                "own.number",
                "\"text\"",
                "\"number\"",
                "\"exact\"",
                "messaging.kafka.message.key")) {
            assertThat(left).as(way).containsPattern(way + "[^4@]*(4111|ann\\.smith)");
        }
        assertThat(left)
                .contains("event " + TEXT)
                .contains("payer=" + TEXT)
                .contains("user_id=" + EMAIL)
                .contains("body=" + TEXT);
    }

    private String useEveryWay() throws IOException {
        StringBuilder left = new StringBuilder();
        server();
        client();
        failing();
        write(
                telemetry.query(Db.sql("SELECT a FROM b WHERE card = '" + CARD + "' /* " + EMAIL + " */")
                        .view()),
                null);
        Message message = new Kafka("orders", "shop", Map.of()).view(TEXT);
        write(telemetry.process(message), null);
        write(telemetry.callRpc(new Rpc("shop.Shop/pay", true, HEADERS).view()), new IllegalStateException(TEXT));
        method();
        left.append(written());
        log();
        telemetry.flush();
        sink.awaitLogs(log -> true, 1, Duration.ofSeconds(30))
                .forEach(log -> left.append("\nbody=").append(log.body()).append(log.attributes()));
        left.append(PrometheusScrape.fetch("http://127.0.0.1:" + telemetry.port() + "/metrics")
                .families());
        return left.toString();
    }

    private void server() {
        Http request = new Http(
                "GET",
                "http",
                "shop.internal",
                80,
                "/accounts/" + EMAIL + "/" + CARD_NUMBER,
                "card=4111+1111+1111+1111&mail=ann.smith%40shop.example",
                HEADERS);
        Operation server = telemetry.serveHttp(request.view());
        server.responseHeaders(HEADERS::get);
        server.attribute("own.text", TEXT);
        server.attribute("own.number", CARD_NUMBER);
        server.event("event " + TEXT);
        write(server, null);
    }

    private void client() {
        Http request =
                new Http("GET", "http", "shop.internal", 80, "/accounts/" + EMAIL, "card=" + CARD_NUMBER, Map.of());
        write(telemetry.callHttp(request.view()), null);
    }

    private void failing() {
        RuntimeException cause = new IllegalArgumentException("cause " + TEXT);
        write(telemetry.job("shop.Report", "run"), new IllegalStateException("failed " + TEXT, cause));
    }

    private void method() {
        Hook hook = telemetry.methodRecorder("pay", config.methods.get("pay")).hook("shop.Till", "pay");
        Paid call = new Paid(TEXT, CARD_NUMBER, new BigDecimal(CARD_NUMBER));
        try {
            hook.before(call);
            SpanOperation entered = (SpanOperation) call.entered();
            hook.after(call);
            spans.add(entered);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private void log() {
        telemetry.logShipper().ship(new Entry(), null);
    }

    private void write(Operation operation, Throwable error) {
        operation.end(error);
        spans.add((SpanOperation) operation);
    }

    private String written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        spans.end().copyTo(out);
        return ExportTraceServiceRequest.parseFrom(out.toByteArray()).toString();
    }

    private static final class Paid extends Call {
        Paid(Object... args) {
            super(null, args);
        }
    }

    private static final class Entry implements LogEntry {
        @Override
        public long epochMillis() {
            return 1_700_000_000_000L;
        }

        @Override
        public int severity() {
            return 17;
        }

        @Override
        public String level() {
            return "ERROR";
        }

        @Override
        public String logger() {
            return "shop.Till";
        }

        @Override
        public String thread() {
            return "main";
        }

        @Override
        public String template() {
            return TEXT;
        }

        @Override
        public String message() {
            return TEXT;
        }

        @Override
        public Throwable thrown() {
            return new IllegalStateException(TEXT);
        }

        @Override
        public void fields(LogFields out) {
            out.field("field", TEXT);
            out.field("fieldNumber", CARD_NUMBER);
        }
    }
}
