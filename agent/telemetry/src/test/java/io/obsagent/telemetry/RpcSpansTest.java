package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.Requests.Http;
import io.obsagent.telemetry.Requests.Rpc;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.ReceivedSpan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What instrumentations and the configuration add to the spans of remote procedure calls, and whose children these are. */
class RpcSpansTest {

    private static final String METHOD = "loms.v1.Loms/Watch";
    private static final Map<String, String> FROM_CLIENT =
            Map.of("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    private static final Map<String, String> FROM_OTHER =
            Map.of("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-1111111111111111-01");

    private final OtlpSink sink = OtlpSink.start();
    private final ObsTelemetry telemetry = ObsTelemetry.start(AgentConfig.with(
            "exporter.endpoint", sink.httpEndpoint(), "server.enabled", "false", "rpc.untraced-methods", "probe.*"));

    @AfterEach
    void stop() {
        assertThat(telemetry.current()).as("an active scope is left").isNull();
        telemetry.close();
        sink.close();
    }

    private List<ReceivedSpan> exported() {
        assertThat(telemetry.flush()).isTrue();
        return sink.spans();
    }

    @Test
    void messagesAndAttempts() {
        Operation call = telemetry.callRpc(new Rpc(METHOD, true, Map.of()).view());
        long begun = System.nanoTime();
        call.messages(2, 5).attempt(1, begun, "UNAVAILABLE").attempt(2, begun, null);
        call.status("OK").end(null);
        call.messages(3, 6).attempt(3, begun, "OK");
        ReceivedSpan span = exported().get(0);
        assertThat(span.attributes())
                .containsEntry("grpc.sent.message_count", 2L)
                .containsEntry("grpc.received.message_count", 5L);
        assertThat(span.events()).extracting(ReceivedSpan.Event::name).containsExactly("rpc.attempt", "rpc.attempt");
        assertThat(span.events())
                .extracting(ReceivedSpan.Event::attributes)
                .containsExactly(
                        Map.of("rpc.attempt.number", 1L, "rpc.response.status_code", "UNAVAILABLE"),
                        Map.of("rpc.attempt.number", 2L));
        assertThat(span.events().get(0).timeNanos()).isBetween(span.startNanos(), span.endNanos());
    }

    @Test
    void metadataNamedWhileRunning() {
        Rpc request = new Rpc(METHOD, true, Map.of("x-tenant", "blue"));
        Operation call = telemetry.callRpc(request.view());
        assertThat(call.capturesResponseHeaders()).isFalse();
        call.discard();
        telemetry.configure(AgentConfig.with(
                "rpc.captured-request-metadata", "x-tenant, none", "rpc.captured-response-metadata", "x-cost"));
        call = telemetry.serveRpc(request.view(), System.nanoTime());
        assertThat(call.capturesResponseHeaders()).isTrue();
        call.responseHeaders(name -> {
            throw new IllegalStateException("metadata of the application");
        });
        call.responseHeaders(Map.of("x-cost", "7", "x-other", "8")::get).end(null);
        assertThat(exported().get(0).attributes())
                .containsEntry("rpc.request.metadata.x-tenant", List.of("blue"))
                .containsEntry("rpc.response.metadata.x-cost", List.of("7"))
                .doesNotContainKeys("rpc.request.metadata.none", "rpc.response.metadata.x-other");
    }

    @Test
    void methodsThatAreNotTraced() {
        Rpc probe = new Rpc("probe.v1.Probe/Check", true, FROM_CLIENT);
        telemetry.serveRpc(probe.view(), System.nanoTime()).status("OK").end(null);
        telemetry.callRpc(probe.view()).status("OK").end(null);
        assertThat(exported()).extracting(ReceivedSpan::kind).containsExactly(ReceivedSpan.Kind.CLIENT);
    }

    @Test
    void callThatAnHttpRequestBrings() {
        Operation request = telemetry.serveHttp(
                Http.get("/" + METHOD).with("POST", null, FROM_CLIENT).view());
        serveWithin(request, FROM_CLIENT);
        Operation untraced = telemetry.serveHttp(Http.get("/" + METHOD).view());
        serveWithin(untraced, Map.of());
        List<ReceivedSpan> spans = exported();
        assertThat(spans.get(0).isChildOf(spans.get(1))).isTrue();
        assertThat(spans.get(2).isChildOf(spans.get(3))).isTrue();
        assertThat(spans.get(3).isRoot()).isTrue();
    }

    /** An in-process call out of the request has the span of its client for a parent. */
    @Test
    void callWithinAnHttpRequestThatItDoesNotBring() {
        Operation request = telemetry.serveHttp(
                Http.get("/" + METHOD).with("POST", null, FROM_CLIENT).view());
        serveWithin(request, FROM_OTHER);
        assertThat(exported().get(0).parentSpanId()).isEqualTo("1111111111111111");
    }

    private void serveWithin(Operation request, Map<String, String> headers) {
        Scope scope = request.activate();
        telemetry
                .serveRpc(new Rpc(METHOD, true, headers).view(), System.nanoTime())
                .end(null);
        scope.close();
        request.end(null);
    }
}
