package io.obsagent.verify.grpc;

import static io.obsagent.testkit.ReceivedSpan.Kind.CLIENT;
import static io.obsagent.testkit.ReceivedSpan.Kind.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;

/** gRPC calls of all kinds, as their spans and metrics tell them. */
class GrpcTest {

    /** What the six are that a server has to answer for. */
    static final Set<String> SERVER_ERRORS =
            Set.of("UNKNOWN", "DEADLINE_EXCEEDED", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS");

    static final List<String> STATUSES = List.of(
            "CANCELLED",
            "UNKNOWN",
            "INVALID_ARGUMENT",
            "DEADLINE_EXCEEDED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "FAILED_PRECONDITION",
            "ABORTED",
            "OUT_OF_RANGE",
            "UNIMPLEMENTED",
            "INTERNAL",
            "UNAVAILABLE",
            "DATA_LOSS",
            "UNAUTHENTICATED");

    private static final Set<String> TOMCAT = Set.of("grpc-servlet", "grpc-servlet-jakarta");

    /**
     * What clients see in Tomcat of a status that comes without headers or a message before it: Tomcat sends an empty frame
     * behind it, agent or not.
     */
    private static final String IN_TOMCAT = "INTERNAL: Received unexpected EOS on empty DATA frame from server";

    /**
     * Calls whose clients give up. gRPC's servlet does not complete a request that was reset while it read, so that its span
     * may never come, and takes what the container says of it for an unknown failure.
     */
    private static final Set<String> GIVEN_UP =
            Set.of("verify.Echo/Deadline", "verify.Echo/Cancelled", "verify.Echo/Throwing", "verify.Echo/Hedged");

    @ParameterizedTest
    @LibraryVersions({
        "grpc-netty",
        "grpc-netty-shaded",
        "grpc-okhttp",
        "grpc-inprocess",
        "grpc-servlet",
        "grpc-servlet-jakarta",
        "grpc-servlet-jetty"
    })
    void callsOfAllKinds(Library grpc) {
        boolean network = !grpc.key().equals("grpc-inprocess");
        CompletableFuture<List<String>> withoutAgent =
                CompletableFuture.supplyAsync(() -> AppRun.outputWithoutAgent(app(grpc)));
        try (AppRun run = AppRun.withAgent(app(grpc))) {
            assertThat(results(run.output())).isEqualTo(results(withoutAgent.join()));
            assertThat(isTomcat(run)).isEqualTo(TOMCAT.contains(grpc.key()));

            connection(run, network);
            assertThat(isServlet(run)).isEqualTo(grpc.key().startsWith("grpc-servlet"));
            messages(answered(run, "verify.Echo/ServerStream"), 1, 3);
            messages(answered(run, "verify.Echo/ClientStream"), 2, 1);
            messages(answered(run, "verify.Echo/Bidi"), 2, 2);
            answered(run, "verify.Echo/Headers");
            thrownByTheService(run);
            refused(run);
            brokenOff(run);
            unimplemented(run);
            cancelled(run);
            unreachable(run, network);
            callbacks(run);
            relayed(run);
            statuses(run);
            answered(run, "verify.Echo/Tenant");
            retried(run);
            if (!isTomcat(run)) {
                givenUp(run);
            }
            answered(run, "verify.Echo/Waited");
            servicesOfTheLibrary(run);
            nothingOnThreads(run);

            metrics(run);
            run.assertNothingLeftBut(GrpcTest::isOfGivenUp);
        }
    }

    static ForkedApp.Builder app(Library grpc) {
        String transport = grpc.key().substring("grpc-".length()).replace("-jakarta", "");
        return AppRun.app("grpc", "io.obsagent.verify.apps.grpc.Main", grpc).args(transport);
    }

    private static List<String> results(List<String> output) {
        return output.stream().filter(line -> !line.startsWith("port ")).toList();
    }

    /** A plain call, with everything that is told about it. */
    private static void connection(AppRun run, boolean network) {
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/Unary");
        ReceivedSpan server = run.take(SERVER, "verify.Echo/Unary");
        assertThat(serves(run, server, client)).isTrue();
        Map<String, Object> expected = new HashMap<>(Map.of(
                "rpc.system.name", "grpc",
                "rpc.method", "verify.Echo/Unary",
                "rpc.response.status_code", "OK",
                "server.address", "localhost"));
        if (network) {
            expected.put("server.port", Long.parseLong(run.output().get(0).substring("port ".length())));
        }
        assertThat(client.attributes()).isEqualTo(expected);
        if (network) {
            expected.put("network.peer.address", server.attribute("network.peer.address"));
            assertThat(server.attribute("network.peer.address")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
            expected.put("network.peer.port", server.attribute("network.peer.port"));
        }
        assertThat(server.attributes()).isEqualTo(expected);
    }

    /** Whether a call is another's on the server: its child, or that of the HTTP request to a servlet, which is taken as well. */
    private static boolean serves(AppRun run, ReceivedSpan server, ReceivedSpan client) {
        if (server.isChildOf(client)) {
            return !isServlet(run);
        }
        if (GIVEN_UP.contains(client.name())) {
            return isServlet(run) && server.traceId().equals(client.traceId());
        }
        ReceivedSpan request = run.take(
                        span -> isHttp(span) && server.isChildOf(span), "request of " + server.name(), 1)
                .get(0);
        assertThat(request.attribute("url.path")).isEqualTo("/" + client.name());
        return request.isChildOf(client);
    }

    /** On the server, of a call whose client has given up. */
    private static void assertCancelled(AppRun run, ReceivedSpan server) {
        String code = (String) server.attribute("rpc.response.status_code");
        if (isServlet(run) && "UNKNOWN".equals(code)) {
            assertThat(server.status()).isEqualTo(Status.ERROR);
        } else {
            assertStatus(server, "CANCELLED", Status.UNSET);
        }
    }

    private static boolean isServlet(AppRun run) {
        return run.spans().stream().anyMatch(GrpcTest::isHttp);
    }

    private static boolean isTomcat(AppRun run) {
        return run.output().contains("verify.Echo/NotFound = " + IN_TOMCAT);
    }

    /** What the client sees of a status that is all of the answer. */
    private static String seen(AppRun run, String code) {
        return isTomcat(run) ? IN_TOMCAT.substring(0, IN_TOMCAT.indexOf(':')) : code;
    }

    private static boolean isOfGivenUp(ReceivedSpan span) {
        return isHttp(span)
                && GIVEN_UP.contains(span.attribute("url.path").toString().substring(1));
    }

    static boolean isHttp(ReceivedSpan span) {
        return span.attribute("http.request.method") != null;
    }

    /** Takes a call that was answered, and returns the spans of client and server. */
    private static List<ReceivedSpan> answered(AppRun run, String method) {
        ReceivedSpan client = run.take(CLIENT, method);
        assertThat(client.isRoot()).isTrue();
        assertStatus(client, "OK", Status.UNSET);
        ReceivedSpan server = run.take(SERVER, method);
        assertThat(serves(run, server, client)).isTrue();
        assertStatus(server, "OK", Status.UNSET);
        return List.of(client, server);
    }

    private static void messages(List<ReceivedSpan> call, long requests, long responses) {
        assertThat(call.get(0).attributes())
                .containsEntry("grpc.sent.message_count", requests)
                .containsEntry("grpc.received.message_count", responses);
        assertThat(call.get(1).attributes())
                .containsEntry("grpc.sent.message_count", responses)
                .containsEntry("grpc.received.message_count", requests);
    }

    /**
     * In Tomcat gRPC's servlet completes requests that were reset when Tomcat is done with them, and what clients see of a
     * deadline varies, agent or not: there only the one call of a server is given up.
     */
    private static void givenUp(AppRun run) {
        deadline(run);
        thrownByTheClient(run);
        attempts(run, "verify.Echo/Hedged", null, "OK");
    }

    /** The library cancels a call whose listener throws; the server may have answered before. */
    private static void thrownByTheClient(AppRun run) {
        assertThat(run.output()).contains("verify.Echo/Throwing = [CANCELLED]");
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/Throwing");
        assertStatus(client, "CANCELLED", Status.ERROR);
        assertThat(serves(run, run.take(SERVER, "verify.Echo/Throwing"), client))
                .isTrue();
    }

    private static void statuses(AppRun run) {
        for (String code : STATUSES) {
            ReceivedSpan client = run.take(CLIENT, "verify.Status/" + code);
            assertStatus(client, seen(run, code), Status.ERROR);
            ReceivedSpan server = run.take(SERVER, "verify.Status/" + code);
            assertThat(serves(run, server, client)).isTrue();
            assertStatus(server, code, SERVER_ERRORS.contains(code) ? Status.ERROR : Status.UNSET);
        }
    }

    private static void retried(AppRun run) {
        if (!isTomcat(run)) {
            attempts(run, "verify.Echo/Retried", "UNAVAILABLE", "UNAVAILABLE", "OK");
            return;
        }
        // what the client sees is none of the statuses to be retried
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/Retried");
        assertStatus(client, "INTERNAL", Status.ERROR);
        ReceivedSpan server = run.take(SERVER, "verify.Echo/Retried");
        assertThat(serves(run, server, client)).isTrue();
        assertStatus(server, "UNAVAILABLE", Status.ERROR);
    }

    /**
     * One span of the client however often the library tries.
     *
     * @param codes of the attempts; null for one that was given up
     */
    private static void attempts(AppRun run, String method, String... codes) {
        assertThat(run.output()).contains(method + " = attempt after " + (codes.length - 1));
        ReceivedSpan client = run.take(CLIENT, method);
        assertStatus(client, "OK", Status.UNSET);
        assertThat(client.events())
                .hasSize(codes.length)
                .allMatch(event -> event.name().equals("rpc.attempt"));
        List<ReceivedSpan> servers = run.take(SERVER, method, codes.length);
        for (int i = 0; i < codes.length; i++) {
            assertThat(serves(run, servers.get(i), client)).isTrue();
            Map<String, Object> attempt = client.events().get(i).attributes();
            assertThat(attempt).containsEntry("rpc.attempt.number", i + 1L);
            if (codes[i] == null) {
                assertThat(attempt.get("rpc.response.status_code")).isIn(null, "CANCELLED");
                assertCancelled(run, servers.get(i));
            } else {
                assertThat(attempt).containsEntry("rpc.response.status_code", codes[i]);
                assertThat(servers.get(i).attribute("rpc.response.status_code")).isEqualTo(codes[i]);
            }
        }
    }

    /** Called with bytes for messages. Health checks leave no span where they are served. */
    private static void servicesOfTheLibrary(AppRun run) {
        assertThat(run.output()).contains("health = 1", "reflection = true");
        ReceivedSpan health = run.take(CLIENT, "grpc.health.v1.Health/Check");
        assertThat(health.isRoot()).isTrue();
        if (isServlet(run)) {
            run.take(span -> isHttp(span) && span.isChildOf(health), "request of the health check", 1);
        }
        messages(answered(run, "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"), 1, 1);
    }

    /** What callbacks have run on carries no context afterwards. */
    private static void nothingOnThreads(AppRun run) {
        int threads = 12;
        List<ReceivedSpan> clients = run.take(CLIENT, "verify.Mark/thread", threads);
        assertThat(clients).allMatch(ReceivedSpan::isRoot);
        for (ReceivedSpan server : run.take(SERVER, "verify.Mark/thread", threads)) {
            assertThat(clients)
                    .filteredOn(client -> client.traceId().equals(server.traceId()))
                    .singleElement()
                    .matches(client -> serves(run, server, client));
        }
    }

    private static void thrownByTheService(AppRun run) {
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/Throws");
        assertStatus(client, seen(run, "UNKNOWN"), Status.ERROR);
        ReceivedSpan server = run.take(SERVER, "verify.Echo/Throws");
        assertThat(serves(run, server, client)).isTrue();
        assertStatus(server, "UNKNOWN", Status.ERROR);
        assertThat(server.attribute("error.type")).isEqualTo("java.lang.IllegalStateException");
        assertThat(server.events()).hasSize(1);
        assertThat(server.events().get(0).attributes()).containsEntry("exception.message", "thrown by the service");
    }

    private static void refused(AppRun run) {
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/NotFound");
        assertStatus(client, seen(run, "NOT_FOUND"), Status.ERROR);
        assertThat(client.attribute("error.type")).isEqualTo(seen(run, "NOT_FOUND"));
        ReceivedSpan server = run.take(SERVER, "verify.Echo/NotFound");
        assertThat(serves(run, server, client)).isTrue();
        assertStatus(server, "NOT_FOUND", Status.UNSET);
    }

    /** A status that follows a message arrives everywhere. */
    private static void brokenOff(AppRun run) {
        assertThat(run.output()).contains("verify.Echo/BrokenOff = [hello, RESOURCE_EXHAUSTED: no more]");
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/BrokenOff");
        assertStatus(client, "RESOURCE_EXHAUSTED", Status.ERROR);
        ReceivedSpan server = run.take(SERVER, "verify.Echo/BrokenOff");
        assertThat(serves(run, server, client)).isTrue();
        assertStatus(server, "RESOURCE_EXHAUSTED", Status.UNSET);
        messages(List.of(client, server), 1, 1);
    }

    private static void unimplemented(AppRun run) {
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/Nobody");
        assertStatus(client, seen(run, "UNIMPLEMENTED"), Status.ERROR);
        ReceivedSpan server = run.take(SERVER, "grpc");
        assertThat(serves(run, server, client)).isTrue();
        assertStatus(server, "UNIMPLEMENTED", Status.ERROR);
        assertThat(server.attribute("rpc.method")).isEqualTo("_OTHER");
        assertThat(server.attribute("rpc.method_original")).isEqualTo("verify.Echo/Nobody");
    }

    private static void deadline(AppRun run) {
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/Deadline");
        assertStatus(client, "DEADLINE_EXCEEDED", Status.ERROR);
        ReceivedSpan server = run.take(SERVER, "verify.Echo/Deadline");
        assertThat(serves(run, server, client)).isTrue();
        // whichever of the two comes first: the server's own clock, or the client's cancellation
        if (!"DEADLINE_EXCEEDED".equals(server.attribute("rpc.response.status_code"))) {
            assertCancelled(run, server);
        }
    }

    private static void cancelled(AppRun run) {
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/Cancelled");
        assertStatus(client, "CANCELLED", Status.ERROR);
        ReceivedSpan server = run.take(SERVER, "verify.Echo/Cancelled");
        assertThat(serves(run, server, client)).isTrue();
        assertCancelled(run, server);
        marked(run, "cancel", server);
    }

    private static void unreachable(AppRun run, boolean network) {
        ReceivedSpan client = run.take(CLIENT, "verify.Echo/Unreachable");
        assertStatus(client, "UNAVAILABLE", Status.ERROR);
        assertThat(client.attribute("server.port")).isEqualTo(network ? 1L : null);
    }

    /** Each callback of a service runs within its call. */
    private static void callbacks(AppRun run) {
        ReceivedSpan server = run.take(SERVER, "verify.Echo/Callbacks");
        assertThat(serves(run, server, run.take(CLIENT, "verify.Echo/Callbacks")))
                .isTrue();
        for (String place : List.of("start", "ready", "message", "half-close", "complete")) {
            marked(run, place, server);
        }
    }

    /** The callbacks of a client run in the context of its caller, not in that of the call. */
    private static void relayed(AppRun run) {
        ReceivedSpan relay = run.take(SERVER, "verify.Echo/Relay");
        assertThat(serves(run, relay, run.take(CLIENT, "verify.Echo/Relay"))).isTrue();
        ReceivedSpan onward = run.take(CLIENT, "verify.Echo/Onward");
        assertThat(onward.isChildOf(relay)).isTrue();
        assertThat(serves(run, run.take(SERVER, "verify.Echo/Onward"), onward)).isTrue();
        marked(run, "client-message", relay);
        marked(run, "client-close", relay);
    }

    private static void marked(AppRun run, String place, ReceivedSpan current) {
        ReceivedSpan client = run.take(CLIENT, "verify.Mark/" + place);
        assertThat(client.isChildOf(current)).as(place).isTrue();
        assertThat(serves(run, run.take(SERVER, "verify.Mark/" + place), client))
                .isTrue();
    }

    static void assertStatus(ReceivedSpan span, String code, Status status) {
        assertThat(span.attribute("rpc.response.status_code")).isEqualTo(code);
        assertThat(span.status()).as(span.name() + " " + code).isEqualTo(status);
    }

    private static void metrics(AppRun run) {
        PrometheusScrape scrape = run.scrape();
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
                        seen(run, "NOT_FOUND"),
                        "error_type",
                        seen(run, "NOT_FOUND")))
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
        assertThat(scrape.value(server, "rpc_method", "grpc.health.v1.Health/Check", "rpc_response_status_code", "OK"))
                .hasValue(1);
        String retried = seen(run, "OK");
        assertThat(scrape.value(client, "rpc_method", "verify.Echo/Retried", "rpc_response_status_code", retried))
                .hasValue(1);
        for (String code : STATUSES) {
            boolean error = SERVER_ERRORS.contains(code);
            String method = "verify.Status/" + code;
            assertThat(scrape.labels(client, "rpc_method", method))
                    .extracting(labels -> labels.get("error_type"))
                    .containsExactly(seen(run, code));
            assertThat(scrape.labels(server, "rpc_method", method))
                    .extracting(labels -> labels.get("error_type"))
                    .containsExactly(error ? code : null);
        }
    }
}
