package io.obsagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsagent.testkit.ReceivedRequest.Protocol;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sink against the OpenTelemetry SDK's own exporters. */
class OtlpSinkTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final OtlpSink sink = OtlpSink.start();

    @AfterEach
    void close() {
        sink.close();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void keepsEverythingASpanSays(Protocol protocol) {
        try (SdkTracerProvider provider = provider(exporter(protocol, false))) {
            Tracer tracer = provider.get("io.obsagent.test", "1.2");
            Span parent = tracer.spanBuilder("GET /cart/{user}")
                    .setSpanKind(SpanKind.SERVER)
                    .startSpan();
            Span child = tracer.spanBuilder("SELECT orders")
                    .setSpanKind(SpanKind.CLIENT)
                    .setParent(Context.root().with(parent))
                    .setStartTimestamp(1_000, TimeUnit.NANOSECONDS)
                    .addLink(parent.getSpanContext(), Attributes.of(AttributeKey.stringKey("why"), "batch"))
                    .startSpan();
            child.setAttribute("db.system.name", "postgresql");
            child.setAttribute("server.port", 5432L);
            child.setAttribute("ratio", 0.5);
            child.setAttribute("sampled", true);
            child.setAttribute(AttributeKey.stringArrayKey("tags"), List.of("a", "b"));
            child.addEvent("exception", Attributes.of(AttributeKey.stringKey("exception.type"), "Boom"));
            child.setStatus(StatusCode.ERROR, "went wrong");
            child.end(3_500, TimeUnit.NANOSECONDS);
            parent.end();

            ReceivedSpan sql = sink.awaitSpan("SELECT orders", SOON);
            ReceivedSpan server = sink.awaitSpan("GET /cart/{user}", SOON);

            assertThat(sql.traceId()).isEqualTo(child.getSpanContext().getTraceId());
            assertThat(sql.spanId()).isEqualTo(child.getSpanContext().getSpanId());
            assertThat(sql.isChildOf(server)).isTrue();
            assertThat(server.isRoot()).isTrue();
            assertThat(sql.kind()).isEqualTo(ReceivedSpan.Kind.CLIENT);
            assertThat(server.kind()).isEqualTo(ReceivedSpan.Kind.SERVER);
            assertThat(sql.status()).isEqualTo(ReceivedSpan.Status.ERROR);
            assertThat(sql.statusMessage()).isEqualTo("went wrong");
            assertThat(server.status()).isEqualTo(ReceivedSpan.Status.UNSET);
            assertThat(sql.startNanos()).isEqualTo(1_000);
            assertThat(sql.durationNanos()).isEqualTo(2_500);
            assertThat(sql.traceFlags() & 1).isEqualTo(1);
            assertThat(sql.attributes())
                    .containsEntry("db.system.name", "postgresql")
                    .containsEntry("server.port", 5432L)
                    .containsEntry("ratio", 0.5)
                    .containsEntry("sampled", true)
                    .containsEntry("tags", List.of("a", "b"))
                    .hasSize(5);
            assertThat(sql.events()).singleElement().satisfies(event -> {
                assertThat(event.name()).isEqualTo("exception");
                assertThat(event.attributes()).containsEntry("exception.type", "Boom");
            });
            assertThat(sql.links()).singleElement().satisfies(link -> {
                assertThat(link.spanId()).isEqualTo(server.spanId());
                assertThat(link.attributes()).containsEntry("why", "batch");
            });
            assertThat(sql.serviceName()).isEqualTo("cart");
            assertThat(sql.scopeName()).isEqualTo("io.obsagent.test");
            assertThat(sql.scopeVersion()).isEqualTo("1.2");
            assertThat(sink.trace(sql.traceId())).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void keepsHeadersAndUnpacksGzip(Protocol protocol) {
        try (SdkTracerProvider provider = provider(exporter(protocol, true))) {
            span(provider, "packed");

            sink.awaitSpan("packed", SOON);
            ReceivedRequest request =
                    sink.awaitRequests(one -> one.spans() == 1, 1, SOON).get(0);
            assertThat(request.protocol()).isEqualTo(protocol);
            assertThat(request.header("X-Api-Key")).isEqualTo("secret");
            assertThat(request.header(protocol == Protocol.GRPC ? "grpc-encoding" : "content-encoding"))
                    .isEqualTo("gzip");
            assertThat(request.wireBytes()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void unavailableKeepsTheRequestButNoSpan(Protocol protocol) {
        SpanExporter exporter = exporter(protocol, false);
        try (SdkTracerProvider provider = provider(exporter)) {
            sink.answerWith(SinkFault.unavailable());
            span(provider, "refused");
            List<ReceivedRequest> refused =
                    sink.awaitRequests(request -> request.status() == (protocol == Protocol.GRPC ? 14 : 503), 1, SOON);
            assertThat(refused.get(0).spans()).isEqualTo(1);
            assertThat(sink.spans()).isEmpty();

            sink.answerWith(SinkFault.none());
            sink.awaitSpan("refused", SOON); // the exporter tries again
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void partialSuccessKeepsTheSpans(Protocol protocol) {
        try (SdkTracerProvider provider = provider(exporter(protocol, false))) {
            sink.answerWith(SinkFault.partialSuccess(1, "too old"));
            span(provider, "half accepted");
            assertThat(sink.awaitSpan("half accepted", SOON).name()).isEqualTo("half accepted");
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void slowHoldsTheAnswerBack(Protocol protocol) {
        try (SdkTracerProvider provider = provider(exporter(protocol, false))) {
            sink.answerWith(SinkFault.slow(Duration.ofMillis(700)));
            long start = System.nanoTime();
            span(provider, "slow");
            CompletableResultCode flushed = provider.forceFlush().join(10, TimeUnit.SECONDS);
            assertThat(flushed.isSuccess()).isTrue();
            assertThat(System.nanoTime() - start)
                    .isGreaterThan(Duration.ofMillis(700).toNanos());
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void goesAwayAndComesBackOnTheSamePort(Protocol protocol) {
        String endpoint = protocol == Protocol.GRPC ? sink.grpcEndpoint() : sink.httpEndpoint();
        sink.goAway();
        assertThat(reachable(endpoint)).isFalse();
        sink.comeBack();
        assertThat(protocol == Protocol.GRPC ? sink.grpcEndpoint() : sink.httpEndpoint())
                .isEqualTo(endpoint);
        try (SdkTracerProvider provider = provider(exporter(protocol, false))) {
            span(provider, "back");
            sink.awaitSpan("back", SOON);
        }
    }

    @Test
    void saysWhatCameInsteadOfTheExpected() {
        try (SdkTracerProvider provider = provider(exporter(Protocol.HTTP_PROTOBUF, false))) {
            span(provider, "this one");
            sink.awaitSpan("this one", SOON);
        }
        assertThatThrownBy(() -> sink.awaitSpan("that one", Duration.ofMillis(50)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 x cart  INTERNAL  this one");
    }

    @Test
    void refusesWhatIsNotOtlp() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sink.httpEndpoint() + "/v1/traces"))
                .POST(HttpRequest.BodyPublishers.ofString("no protobuf"));
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse.BodyHandler<Void> discard = HttpResponse.BodyHandlers.discarding();
        assertThat(client.send(request.build(), discard).statusCode()).isEqualTo(415);
        request.header("Content-Type", "application/x-protobuf");
        assertThat(client.send(request.build(), discard).statusCode()).isEqualTo(400);
        HttpRequest elsewhere = HttpRequest.newBuilder(URI.create(sink.httpEndpoint() + "/v1/metrics"))
                .build();
        assertThat(client.send(elsewhere, discard).statusCode()).isEqualTo(404);
    }

    private SpanExporter exporter(Protocol protocol, boolean packed) {
        String compression = packed ? "gzip" : "none";
        return protocol == Protocol.GRPC
                ? OtlpGrpcSpanExporter.builder()
                        .setEndpoint(sink.grpcEndpoint())
                        .setCompression(compression)
                        .addHeader("x-api-key", "secret")
                        .build()
                : OtlpHttpSpanExporter.builder()
                        .setEndpoint(sink.httpEndpoint() + "/v1/traces")
                        .setCompression(compression)
                        .addHeader("x-api-key", "secret")
                        .build();
    }

    private static SdkTracerProvider provider(SpanExporter exporter) {
        return SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "cart")))
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build();
    }

    private static void span(SdkTracerProvider provider, String name) {
        provider.get("test").spanBuilder(name).startSpan().end();
    }

    private static boolean reachable(String endpoint) {
        try (Socket socket = new Socket("127.0.0.1", URI.create(endpoint).getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
