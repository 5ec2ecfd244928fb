package io.obsagent.verify.grpc;

import static io.obsagent.testkit.ReceivedSpan.Kind.CLIENT;
import static io.obsagent.testkit.ReceivedSpan.Kind.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gRPC calls of all kinds, as their spans and metrics tell them. */
class GrpcTest {

    @ParameterizedTest
    @ValueSource(strings = {"netty", "inprocess"})
    void callsOfAllKinds(String transport) {
        CompletableFuture<List<String>> withoutAgent =
                CompletableFuture.supplyAsync(() -> AppRun.outputWithoutAgent(app(transport)));
        try (AppRun run = AppRun.withAgent(app(transport))) {
            assertThat(results(run.output())).isEqualTo(results(withoutAgent.join()));

            connection(run, transport);
            answered(run, "verify.Echo/ServerStream");
            answered(run, "verify.Echo/ClientStream");
            answered(run, "verify.Echo/Bidi");
            answered(run, "verify.Echo/Headers");
            thrownByTheService(run);
            refused(run);
            unimplemented(run);
            deadline(run);
            cancelled(run);
            unreachable(run);
            callbacks(run);
            relayed(run);

            metrics(run.scrape());
            run.assertNothingLeft();
        }
    }

    private static ForkedApp.Builder app(String transport) {
        return AppRun.app("grpc", "io.obsagent.verify.apps.grpc.Main").args(transport);
    }

    private static List<String> results(List<String> output) {
        return output.stream().filter(line -> !line.startsWith("port ")).toList();
    }

    /** A plain call, with everything that is told about it. */
    private static void connection(AppRun run, String transport) {
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/Unary");
        ReceivedSpan server = run.take(SERVER, "verify.Echo/Unary");
        assertThat(server.isChildOf(client)).isTrue();
        Map<String, Object> expected = new HashMap<>(Map.of(
                "rpc.system.name", "grpc",
                "rpc.method", "verify.Echo/Unary",
                "rpc.response.status_code", "OK",
                "server.address", "localhost"));
        if (transport.equals("netty")) {
            expected.put("server.port", Long.parseLong(run.output().get(0).substring("port ".length())));
        }
        assertThat(client.attributes()).isEqualTo(expected);
        if (transport.equals("netty")) {
            expected.put("network.peer.address", "127.0.0.1");
            expected.put("network.peer.port", server.attribute("network.peer.port"));
        }
        assertThat(server.attributes()).isEqualTo(expected);
    }

    private static void answered(AppRun run, String method) {
        ReceivedSpan client = run.take(CLIENT, method);
        assertThat(client.isRoot()).isTrue();
        assertStatus(client, "OK", Status.UNSET);
        ReceivedSpan server = run.take(SERVER, method);
        assertThat(server.isChildOf(client)).isTrue();
        assertStatus(server, "OK", Status.UNSET);
    }

    private static void thrownByTheService(AppRun run) {
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/Throws");
        assertStatus(client, "UNKNOWN", Status.ERROR);
        ReceivedSpan server = run.take(SERVER, "verify.Echo/Throws");
        assertThat(server.isChildOf(client)).isTrue();
        assertStatus(server, "UNKNOWN", Status.ERROR);
        assertThat(server.attribute("error.type")).isEqualTo("java.lang.IllegalStateException");
        assertThat(server.events()).hasSize(1);
        assertThat(server.events().get(0).attributes()).containsEntry("exception.message", "thrown by the service");
    }

    private static void refused(AppRun run) {
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/NotFound");
        assertStatus(client, "NOT_FOUND", Status.ERROR);
        assertThat(client.attribute("error.type")).isEqualTo("NOT_FOUND");
        assertStatus(run.take(SERVER, "verify.Echo/NotFound"), "NOT_FOUND", Status.UNSET);
    }

    private static void unimplemented(AppRun run) {
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/Nobody");
        assertStatus(client, "UNIMPLEMENTED", Status.ERROR);
        ReceivedSpan server = run.take(SERVER, "grpc");
        assertThat(server.isChildOf(client)).isTrue();
        assertStatus(server, "UNIMPLEMENTED", Status.ERROR);
        assertThat(server.attribute("rpc.method")).isEqualTo("_OTHER");
        assertThat(server.attribute("rpc.method_original")).isEqualTo("verify.Echo/Nobody");
    }

    private static void deadline(AppRun run) {
        assertStatus(run.take(CLIENT, "verify.Echo/Deadline"), "DEADLINE_EXCEEDED", Status.ERROR);
        ReceivedSpan server = run.take(SERVER, "verify.Echo/Deadline");
        // whichever of the two comes first: the server's own clock, or the client's cancellation
        assertThat(server.attribute("rpc.response.status_code")).isIn("DEADLINE_EXCEEDED", "CANCELLED");
    }

    private static void cancelled(AppRun run) {
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/Cancelled");
        assertStatus(client, "CANCELLED", Status.ERROR);
        ReceivedSpan server = run.take(SERVER, "verify.Echo/Cancelled");
        assertStatus(server, "CANCELLED", Status.UNSET);
        marked(run, "cancel", server);
    }

    private static void unreachable(AppRun run) {
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/Unreachable");
        assertStatus(client, "UNAVAILABLE", Status.ERROR);
        assertThat(client.attribute("server.port")).isEqualTo(1L);
    }

    /** Each callback of a service runs within its call. */
    private static void callbacks(AppRun run) {
        ReceivedSpan server = run.take(SERVER, "verify.Echo/Callbacks");
        assertThat(server.isChildOf(run.take(CLIENT, "verify.Echo/Callbacks"))).isTrue();
        for (String place : List.of("start", "ready", "message", "half-close", "complete")) {
            marked(run, place, server);
        }
    }

    /** The callbacks of a client run in the context of its caller, not in that of the call. */
    private static void relayed(AppRun run) {
        ReceivedSpan relay = run.take(SERVER, "verify.Echo/Relay");
        assertThat(relay.isChildOf(run.take(CLIENT, "verify.Echo/Relay"))).isTrue();
        ReceivedSpan onward = run.take(CLIENT, "verify.Echo/Onward");
        assertThat(onward.isChildOf(relay)).isTrue();
        assertThat(run.take(SERVER, "verify.Echo/Onward").isChildOf(onward)).isTrue();
        marked(run, "client-message", relay);
        marked(run, "client-close", relay);
    }

    private static void marked(AppRun run, String place, ReceivedSpan current) {
        ReceivedSpan client = run.take(CLIENT, "verify.Mark/" + place);
        assertThat(client.isChildOf(current)).as(place).isTrue();
        assertThat(run.take(SERVER, "verify.Mark/" + place).isChildOf(client)).isTrue();
    }

    private static void assertStatus(ReceivedSpan span, String code, Status status) {
        assertThat(span.attribute("rpc.response.status_code")).isEqualTo(code);
        assertThat(span.status()).as(span.name() + " " + code).isEqualTo(status);
    }

    private static void metrics(PrometheusScrape scrape) {
        String client = "rpc_client_call_duration_seconds_count";
        String server = "rpc_server_call_duration_seconds_count";
        assertThat(scrape.value(server, "rpc_method", "verify.Echo/Unary", "rpc_response_status_code", "OK"))
                .hasValue(1);
        assertThat(scrape.value(client, "rpc_method", "verify.Echo/Unary", "rpc_response_status_code", "OK"))
                .hasValue(1);
        assertThat(scrape.value(
                        server,
                        "rpc_method",
                        "_OTHER",
                        "rpc_response_status_code",
                        "UNIMPLEMENTED",
                        "error_type",
                        "UNIMPLEMENTED"))
                .hasValue(1);
        assertThat(scrape.value(
                        client,
                        "rpc_method",
                        "verify.Echo/NotFound",
                        "rpc_response_status_code",
                        "NOT_FOUND",
                        "error_type",
                        "NOT_FOUND"))
                .hasValue(1);
        assertThat(scrape.value(
                        server,
                        "rpc_method",
                        "verify.Echo/Throws",
                        "rpc_response_status_code",
                        "UNKNOWN",
                        "error_type",
                        "java.lang.IllegalStateException"))
                .hasValue(1);
        assertThat(scrape.labelValues(client, "server_address")).contains("localhost");
        assertThat(scrape.labelValues(client, "rpc_system_name")).containsExactly("grpc");
        assertThat(scrape.labelValues(server, "rpc_method")).doesNotContain("verify.Echo/Nobody");
    }
}
