package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Http;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.contrib.awsxray.propagator.AwsXrayPropagator;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import io.opentelemetry.extension.trace.propagation.JaegerPropagator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header formats against OpenTelemetry's own propagators, in both directions. */
class PropagationTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier.get(key.toLowerCase(Locale.ROOT));
        }
    };

    private static ObsTelemetry telemetry(String... settings) {
        return ObsTelemetry.create(AgentConfig.with(settings));
    }

    private static Map<String, String> injected(Operation operation) {
        Map<String, String> headers = new HashMap<>();
        operation.inject((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    private static Operation serve(ObsTelemetry telemetry, Map<String, String> headers) {
        return telemetry.serveHttp(Http.get("/").with("GET", null, headers).view());
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of("tracecontext", W3CTraceContextPropagator.getInstance()),
                Arguments.of("b3", B3Propagator.injectingSingleHeader()),
                Arguments.of("b3multi", B3Propagator.injectingMultiHeaders()),
                Arguments.of("jaeger", JaegerPropagator.getInstance()),
                Arguments.of("xray", AwsXrayPropagator.getInstance()));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whatWeWriteOpenTelemetryReads(String name, TextMapPropagator reference) {
        for (String ratio : new String[] {"1", "0"}) {
            Operation operation = telemetry("propagators", name, "sampling.ratio", ratio)
                    .callHttp(Http.get("/").view());
            SpanContext read = Span.fromContext(reference.extract(Context.root(), injected(operation), GETTER))
                    .getSpanContext();
            assertThat(read.getTraceId()).isEqualTo(operation.traceId());
            assertThat(read.getSpanId()).isEqualTo(operation.spanId());
            assertThat(read.isSampled()).isEqualTo(ratio.equals("1"));
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whatOpenTelemetryWritesWeRead(String name, TextMapPropagator reference) {
        for (TraceFlags flags : new TraceFlags[] {TraceFlags.getSampled(), TraceFlags.getDefault()}) {
            SpanContext remote = SpanContext.createFromRemoteParent(TRACE, SPAN, flags, TraceState.getDefault());
            Map<String, String> headers = new HashMap<>();
            reference.inject(
                    Context.root().with(Span.wrap(remote)),
                    headers,
                    (carrier, key, value) -> carrier.put(key.toLowerCase(Locale.ROOT), value));
            Operation operation = serve(telemetry("propagators", name), headers);
            assertThat(operation.traceId()).isEqualTo(TRACE);
            assertThat(((SpanOperation) operation).parentSpanId).isEqualTo(0x00f067aa0ba902b7L);
            assertThat(operation.traceFlags()).isEqualTo(flags.asHex());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
                "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01"
            })
    void anInvalidParentBeginsATraceOfOurOwn(String parent) {
        Operation operation = serve(telemetry(), Map.of("traceparent", parent));
        assertThat(operation.traceId()).hasSize(32).isNotEqualTo(TRACE);
        assertThat(((SpanOperation) operation).parentSpanId).isZero();
        assertThat(operation.traceFlags()).isEqualTo("01");
    }

    @Test
    void aLaterVersionMayAppendMore() {
        Operation operation = serve(telemetry(), Map.of("traceparent", "01-" + TRACE + "-" + SPAN + "-01-more"));
        assertThat(operation.traceId()).isEqualTo(TRACE);
    }

    @Test
    void stateAndBaggageAreCarriedOnThroughChildren() {
        ObsTelemetry telemetry = telemetry();
        Operation server = serve(
                telemetry,
                Map.of(
                        "traceparent",
                        "00-" + TRACE + "-" + SPAN + "-01",
                        "tracestate",
                        "a=1,b=2",
                        "baggage",
                        "user=7"));
        Operation call;
        try (Scope scope = server.activate()) {
            call = telemetry.callHttp(Http.get("/").view());
        }
        assertThat(telemetry.current()).isNull();
        assertThat(injected(call))
                .containsEntry("traceparent", "00-" + TRACE + "-" + call.spanId() + "-01")
                .containsEntry("tracestate", "a=1,b=2")
                .containsEntry("baggage", "user=7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Sampled=1",
                "Root=1-00000000-000000000000000000000000;Parent=00f067aa0ba902b7",
                "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=0000000000000000",
                "Root=2-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7",
                "Root=1-4bf92f35-77b34da6a3ce929d0e0e473g;Parent=00f067aa0ba902b7",
                "Root=1-4bf92f35;Parent=00f067aa0ba902b7",
                "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=7"
            })
    void anInvalidXRayHeaderBeginsATraceOfOurOwn(String header) {
        Operation operation = serve(telemetry("propagators", "xray"), Map.of("x-amzn-trace-id", header));
        assertThat(operation.traceId()).hasSize(32).isNotEqualTo(TRACE);
    }

    @Test
    void xRayPartsComeInAnyOrderWithAnOpenDecision() {
        String header = "Sampled=?; Parent=" + SPAN + "; Self=1-1-1; Root=1-4bf92f35-77b34da6a3ce929d0e0e4736";
        for (String ratio : new String[] {"1", "0"}) {
            Operation operation =
                    serve(telemetry("propagators", "xray", "sampling.ratio", ratio), Map.of("x-amzn-trace-id", header));
            assertThat(operation.traceId()).isEqualTo(TRACE);
            assertThat(operation.traceFlags()).isEqualTo(ratio.equals("1") ? "01" : "00");
        }
    }

    @Test
    void allFormatsAreWrittenAndTheFirstThatIsThereIsRead() {
        ObsTelemetry telemetry = telemetry("propagators", "tracecontext, b3multi, jaeger, xray");
        String other = "0af7651916cd43dd8448eb211c80319c";
        Operation jaegerOnly = serve(telemetry, Map.of("uber-trace-id", TRACE + ":" + SPAN + ":0:1"));
        assertThat(jaegerOnly.traceId()).isEqualTo(TRACE);
        Operation both = serve(
                telemetry,
                Map.of(
                        "uber-trace-id",
                        other + ":" + SPAN + ":0:1",
                        "x-b3-traceid",
                        TRACE,
                        "x-b3-spanid",
                        SPAN,
                        "traceparent",
                        "nonsense"));
        assertThat(both.traceId()).isEqualTo(TRACE);
        assertThat(injected(both))
                .containsOnlyKeys(
                        "traceparent",
                        "x-b3-traceid",
                        "x-b3-spanid",
                        "x-b3-sampled",
                        "x-b3-parentspanid",
                        "uber-trace-id",
                        "x-amzn-trace-id");
    }

    @Test
    void baggageAloneIsCarriedOnToo() {
        Operation operation = serve(telemetry(), Map.of("baggage", "user=7"));
        assertThat(injected(operation)).containsEntry("baggage", "user=7");
    }

    @Test
    void theRatioAppliesWhereTheCallerLeavesItOpen() {
        Map<String, String> undecided = Map.of("b3", TRACE + "-" + SPAN);
        assertThat(serve(telemetry("propagators", "b3", "sampling.ratio", "1"), undecided)
                        .traceFlags())
                .isEqualTo("01");
        assertThat(serve(telemetry("propagators", "b3", "sampling.ratio", "0"), undecided)
                        .traceFlags())
                .isEqualTo("00");
    }

    @Test
    void theRatioIsKept() {
        ObsTelemetry telemetry = telemetry("sampling.ratio", "0.25");
        int sampled = 0;
        for (int i = 0; i < 20_000; i++) {
            if (telemetry.callHttp(Http.get("/").view()).traceFlags().equals("01")) {
                sampled++;
            }
        }
        assertThat(sampled).isBetween(4_600, 5_400);
    }

    @Test
    void aSnapshotCarriesTheOperationToAnotherThread() throws InterruptedException {
        ObsTelemetry telemetry = telemetry();
        Operation server = telemetry.serveHttp(Http.get("/").view());
        assertThat(telemetry.capture()).isNull();
        try (Scope scope = server.activate()) {
            io.obsagent.api.Snapshot snapshot = telemetry.capture();
            Operation[] seen = new Operation[3];
            Thread thread = new Thread(() -> {
                try (Scope there = snapshot.activate()) {
                    seen[0] = telemetry.current();
                    try (Scope none = telemetry.suspend()) {
                        seen[1] = telemetry.current();
                    }
                }
                seen[2] = telemetry.current();
            });
            thread.start();
            thread.join();
            assertThat(seen).containsExactly(server, null, null);
        }
        server.end(null);
        try (Scope scope = server.activate()) {
            assertThat(telemetry.currentServer()).isNull();
        }
    }
}
