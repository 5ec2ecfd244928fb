package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.obsagent.api.Message;
import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Db;
import io.obsagent.telemetry.Requests.Http;
import io.obsagent.telemetry.Requests.Kafka;
import io.obsagent.telemetry.Requests.Rpc;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every kind of span as a real OTLP receiver sees it, by both protocols. */
class SpansTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final OtlpSink sink = OtlpSink.start();
    private final ObsTelemetry telemetry = telemetry();

    private ObsTelemetry telemetry(String... more) {
        List<String> settings = new ArrayList<>(
                List.of("exporter.endpoint", sink.httpEndpoint(), "server.enabled", "false", "service.name", "cart"));
        settings.addAll(List.of(more));
        return ObsTelemetry.start(AgentConfig.with(settings.toArray(new String[0])));
    }

    @AfterEach
    void stop() {
        assertThat(telemetry.current()).as("an active scope is left").isNull();
        telemetry.close();
        sink.close();
    }

    private ReceivedSpan exported(Operation operation, Throwable error) {
        operation.end(error);
        assertThat(telemetry.flush()).isTrue();
        List<ReceivedSpan> spans = sink.spans();
        assertThat(spans).hasSize(1);
        SpanType.of(spans.get(0)).check(spans.get(0));
        sink.clear();
        return spans.get(0);
    }

    /** Each span that an exception leaves has it, and has it once, however many hooks see it. */
    @Test
    void exceptionsAreRecordedOnceWhereTheyLeaveASpan() {
        IllegalStateException thrown = new IllegalStateException("broken");
        Operation request = telemetry.serveHttp(Http.get("/cart/7").view());
        try (Scope serving = request.activate()) {
            Operation caught = telemetry.job("Jobs", "caught");
            caught.end(new IllegalArgumentException("caught by the application"));
            Operation query = telemetry.job("Jobs", "leaves");
            query.failed(thrown);
            query.end(thrown);
            query.end(thrown);
            request.failed(thrown);
            request.failed(new IllegalStateException("wrapped", thrown));
        }
        request.end(request.failure());
        request.end(thrown);
        assertThat(telemetry.flush()).isTrue();

        assertThat(sink.spans()).hasSize(3);
        for (ReceivedSpan span : sink.spans()) {
            String message = span.name().endsWith("caught") ? "caught by the application" : "broken";
            assertThat(span.events())
                    .as(span.name())
                    .singleElement()
                    .satisfies(event -> assertThat(event.attributes()).containsEntry("exception.message", message));
        }
    }

    @Test
    void httpServer() {
        Http request = Http.get("/cart/7")
                .with("GET", "token=secret&page=2&flag", Map.of("traceparent", PARENT, "user-agent", "curl/8"));
        ReceivedSpan span = exported(
                telemetry.serveHttp(request.view()).route("/cart/{user}").status(200), null);

        assertThat(span.name()).isEqualTo("GET /cart/{user}");
        assertThat(span.kind()).isEqualTo(Kind.SERVER);
        assertThat(span.status()).isEqualTo(Status.UNSET);
        assertThat(span.traceId()).isEqualTo(TRACE);
        assertThat(span.parentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(span.durationNanos()).isBetween(0L, 10_000_000_000L);
        assertThat(span.attributes())
                .containsOnly(
                        entry("http.request.method", "GET"),
                        entry("url.scheme", "http"),
                        entry("url.path", "/cart/7"),
                        entry("url.query", "token=REDACTED&page=REDACTED&REDACTED"),
                        entry("http.route", "/cart/{user}"),
                        entry("http.response.status_code", 200L),
                        entry("server.address", "shop.example"),
                        entry("server.port", 8080L),
                        entry("client.address", "10.0.0.7"),
                        entry("network.peer.address", "10.0.0.7"),
                        entry("network.peer.port", 50123L),
                        entry("network.protocol.version", "1.1"),
                        entry("user_agent.original", "curl/8"));
        assertThat(span.resource())
                .containsEntry("service.name", "cart")
                .containsEntry("telemetry.distro.name", "obs-agent")
                .containsEntry("process.pid", ProcessHandle.current().pid())
                .containsKeys("service.instance.id", "host.name");
    }

    @Test
    void httpServerErrors() {
        ReceivedSpan span = exported(telemetry.serveHttp(Http.get("/").view()).status(503), null);
        assertThat(span.status()).isEqualTo(Status.ERROR);
        assertThat(span.attribute("error.type")).isEqualTo("503");
        assertThat(span.name()).isEqualTo("GET /");

        span = exported(telemetry.serveHttp(Http.get("/").view()).status(404), null);
        assertThat(span.status()).isEqualTo(Status.UNSET);
        assertThat(span.name()).isEqualTo("GET");

        span = exported(telemetry.serveHttp(Http.get("/").view()).status(500), new IllegalStateException("broken"));
        assertThat(span.status()).isEqualTo(Status.ERROR);
        assertThat(span.attribute("error.type")).isEqualTo("java.lang.IllegalStateException");
        assertThat(span.events()).singleElement().satisfies(event -> {
            assertThat(event.name()).isEqualTo("exception");
            assertThat(event.attributes())
                    .containsEntry("exception.type", "java.lang.IllegalStateException")
                    .containsEntry("exception.message", "broken");
            assertThat((String) event.attributes().get("exception.stacktrace"))
                    .startsWith("java.lang.IllegalStateException: broken\n\tat io.obsagent.telemetry.SpansTest");
        });
    }

    @Test
    void unknownMethodAndForwardedClient() {
        Http request =
                Http.get("/x").with("HACK", null, Map.of("forwarded", "for=\"[2001:db8::17]:4711\";proto=https"));
        ReceivedSpan span = exported(telemetry.serveHttp(request.view()).route("/x"), null);
        assertThat(span.name()).isEqualTo("HTTP /x");
        assertThat(span.attributes())
                .containsEntry("http.request.method", "_OTHER")
                .containsEntry("http.request.method_original", "HACK")
                .containsEntry("client.address", "2001:db8::17");

        request = Http.get("/x").with("GET", null, Map.of("x-forwarded-for", "203.0.113.9, 10.1.1.1"));
        assertThat(exported(telemetry.serveHttp(request.view()), null).attribute("client.address"))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void httpClient() {
        Http request = new Http("POST", "https", "product.example", -1, "/products/1", "key=abc", Map.of());
        ReceivedSpan span = exported(telemetry.callHttp(request.view()).status(404), null);
        assertThat(span.name()).isEqualTo("POST");
        assertThat(span.kind()).isEqualTo(Kind.CLIENT);
        assertThat(span.status()).isEqualTo(Status.ERROR);
        assertThat(span.attributes())
                .containsEntry("url.full", "https://product.example/products/1?key=REDACTED")
                .containsEntry("server.address", "product.example")
                .containsEntry("server.port", 443L)
                .containsEntry("http.response.status_code", 404L)
                .containsEntry("error.type", "404");
    }

    @Test
    void databaseInAServer() {
        Operation server = telemetry.serveHttp(Http.get("/cart/7").view()).route("/cart/{user}");
        try (Scope scope = server.activate()) {
            assertThat(telemetry.current()).isSameAs(server);
            assertThat(telemetry.currentServer()).isSameAs(server);
            Operation query = telemetry.query(Db.sql("SELECT * FROM orders WHERE name = 'Bob' AND id = 17")
                    .view());
            try (Scope inner = query.activate()) {
                assertThat(telemetry.currentServer()).isSameAs(server);
            }
            query.rows(3).end(null);
        }
        server.end(null);
        assertThat(telemetry.flush()).isTrue();

        ReceivedSpan parent = sink.awaitSpan("GET /cart/{user}", java.time.Duration.ofSeconds(5));
        ReceivedSpan span = sink.awaitSpan("SELECT orders", java.time.Duration.ofSeconds(5));
        assertThat(span.isChildOf(parent)).isTrue();
        assertThat(parent.isRoot()).isTrue();
        assertThat(span.kind()).isEqualTo(Kind.CLIENT);
        assertThat(span.attributes())
                .containsOnly(
                        entry("db.system.name", "postgresql"),
                        entry("db.namespace", "shop"),
                        entry("db.operation.name", "SELECT"),
                        entry("db.collection.name", "orders"),
                        entry("db.query.summary", "SELECT orders"),
                        entry("db.query.text", "SELECT * FROM orders WHERE name = ? AND id = ?"),
                        entry("db.response.returned_rows", 3L),
                        entry("server.address", "db.example"),
                        entry("server.port", 5432L));
    }

    @Test
    void databaseErrorsBatchesAndCalls() {
        Operation query = telemetry.query(Db.sql("UPDATE stock SET n = 1").view());
        ReceivedSpan span = exported(query.status("23505"), new java.sql.SQLException("duplicate"));
        assertThat(span.status()).isEqualTo(Status.ERROR);
        assertThat(span.attributes())
                .containsEntry("db.response.status_code", "23505")
                .containsEntry("error.type", "23505");

        span = exported(telemetry.query(new Db("h2database", "INSERT INTO t VALUES (?)", null, 5).view()), null);
        assertThat(span.name()).isEqualTo("BATCH INSERT t");
        assertThat(span.attributes())
                .containsEntry("db.operation.name", "BATCH INSERT")
                .containsEntry("db.operation.batch.size", 5L);

        span = exported(telemetry.query(new Db("h2database", null, "COMMIT", 1).view()), null);
        assertThat(span.name()).isEqualTo("COMMIT");
    }

    @Test
    void rpc() {
        Rpc call = new Rpc("loms.v1.Loms/OrderCreate", true, Map.of("traceparent", PARENT));
        ReceivedSpan span = exported(telemetry.callRpc(call.view()).status("NOT_FOUND"), null);
        assertThat(span.name()).isEqualTo("loms.v1.Loms/OrderCreate");
        assertThat(span.kind()).isEqualTo(Kind.CLIENT);
        assertThat(span.status()).isEqualTo(Status.ERROR);
        assertThat(span.attributes())
                .containsOnly(
                        entry("rpc.system.name", "grpc"),
                        entry("rpc.method", "loms.v1.Loms/OrderCreate"),
                        entry("rpc.response.status_code", "NOT_FOUND"),
                        entry("error.type", "NOT_FOUND"),
                        entry("server.address", "loms.example"),
                        entry("server.port", 9090L));

        long arrived = System.nanoTime() - 50_000_000;
        span = exported(telemetry.serveRpc(call.view(), arrived).status("NOT_FOUND"), null);
        assertThat(span.kind()).isEqualTo(Kind.SERVER);
        assertThat(span.status()).isEqualTo(Status.UNSET);
        assertThat(span.traceId()).isEqualTo(TRACE);
        assertThat(span.durationNanos()).isGreaterThanOrEqualTo(50_000_000);

        span = exported(telemetry.serveRpc(call.view(), arrived).status("INTERNAL"), null);
        assertThat(span.status()).isEqualTo(Status.ERROR);

        Rpc unknown = new Rpc("a.B/c", false, Map.of());
        span = exported(telemetry.serveRpc(unknown.view(), arrived).status("UNIMPLEMENTED"), null);
        assertThat(span.name()).isEqualTo("grpc");
        assertThat(span.attributes())
                .containsEntry("rpc.method", "_OTHER")
                .containsEntry("rpc.method_original", "a.B/c");
    }

    @Test
    void messages() {
        Map<String, String> sent = new TreeMap<>();
        Operation send = telemetry.send(new Kafka("order_status", null, Map.of()).view());
        send.inject(sent::put);
        ReceivedSpan sending = exported(send, null);
        assertThat(sending.name()).isEqualTo("send order_status");
        assertThat(sending.kind()).isEqualTo(Kind.PRODUCER);

        Message received = new Kafka("order_status", "notification", sent).view();
        Message untraced = new Kafka("order_status", "notification", Map.of()).view();
        ReceivedSpan poll = exported(
                telemetry.poll(
                        Requests.batch("order_status", "notification", List.of(received, untraced)), System.nanoTime()),
                null);
        assertThat(poll.name()).isEqualTo("poll order_status");
        assertThat(poll.kind()).isEqualTo(Kind.CLIENT);
        assertThat(poll.links()).singleElement().satisfies(link -> {
            assertThat(link.traceId()).isEqualTo(sending.traceId());
            assertThat(link.spanId()).isEqualTo(sending.spanId());
        });
        assertThat(poll.attributes())
                .containsOnly(
                        entry("messaging.system", "kafka"),
                        entry("messaging.operation.name", "poll"),
                        entry("messaging.operation.type", "receive"),
                        entry("messaging.destination.name", "order_status"),
                        entry("messaging.consumer.group.name", "notification"),
                        entry("messaging.client.id", "client-1"),
                        entry("messaging.batch.message_count", 2L));

        ReceivedSpan process = exported(telemetry.process(received), null);
        assertThat(process.isChildOf(sending)).isTrue();
        assertThat(process.name()).isEqualTo("process order_status");
        assertThat(process.kind()).isEqualTo(Kind.CONSUMER);
        assertThat(process.attributes())
                .containsEntry("messaging.destination.partition.id", "3")
                .containsEntry("messaging.kafka.offset", 42L)
                .containsEntry("messaging.kafka.message.key", "order-7")
                .containsEntry("messaging.kafka.message.tombstone", true)
                .containsEntry("messaging.message.body.size", 100L);

        ReceivedSpan commit = exported(telemetry.commit(Requests.batch(null, "notification", List.of())), null);
        assertThat(commit.name()).isEqualTo("commit");
        assertThat(commit.attribute("messaging.operation.type")).isEqualTo("settle");
    }

    @Test
    void discardedAndLateCallsLeaveNothing() {
        Operation discarded = telemetry.callHttp(Http.get("/").view());
        discarded.discard();
        discarded.end(null);
        Operation ended = telemetry.callHttp(Http.get("/once").view());
        ReceivedSpan span = exported(ended, null);
        ended.attribute("late", "x").event("late").status(500).end(new RuntimeException());
        assertThat(telemetry.flush()).isTrue();
        assertThat(sink.spans()).isEmpty();
        assertThat(span.status()).isEqualTo(Status.UNSET);
    }

    @Test
    void attributesAndEventsOfInstrumentations() {
        Operation operation = telemetry
                .callHttp(Http.get("/").view())
                .attribute("a", "first")
                .attribute("a", "ünïcode € 😀")
                .attribute("n", 7)
                .attribute("none", null)
                .event("retry");
        operation.end(null);
        assertThat(telemetry.flush()).isTrue();
        ReceivedSpan span = sink.spans().get(0);
        assertThat(span.attributes())
                .containsEntry("a", "ünïcode € 😀")
                .containsEntry("n", 7L)
                .doesNotContainKey("none");
        assertThat(span.events())
                .singleElement()
                .satisfies(event -> assertThat(event.name()).isEqualTo("retry"));
    }

    @Test
    void longValuesAreCutAndTooManyAreLeftOut() {
        try (ObsTelemetry limited =
                telemetry("limits.attribute-length", "20", "limits.attribute-count", "14", "limits.events", "1")) {
            Operation operation = limited.callHttp(Http.get("/").view());
            for (int i = 0; i < 30; i++) {
                operation.attribute("key" + i, "x".repeat(1000)).event("event" + i);
            }
            operation.end(null);
            assertThat(limited.flush()).isTrue();
        }
        ReceivedSpan span = sink.spans().get(0);
        assertThat(span.attributes()).hasSize(14);
        assertThat(span.attribute("key0")).isEqualTo("x".repeat(20));
        assertThat(span.events()).hasSize(1);
    }

    /** What a hook's view or carrier throws stays here: some are called by the library itself, behind no barrier. */
    @Test
    void failuresOfViewsAndCarriersGoNoFurther() {
        assertThat(telemetry.process(new Message() {
                    @Override
                    public String system() {
                        throw new IllegalStateException("a view of the application's object failed");
                    }

                    @Override
                    public String destination() {
                        return "orders";
                    }

                    @Override
                    public String header(String name) {
                        return null;
                    }
                }))
                .isNull();
        Operation call = telemetry.callRpc(new Rpc("loms.v1.Loms/OrderCreate", true, Map.of()).view());
        call.inject((name, value) -> {
            throw new IllegalStateException("a carrier refused " + name);
        });
        assertThat(exported(call.status("OK"), null).name()).isEqualTo("loms.v1.Loms/OrderCreate");
    }
}
