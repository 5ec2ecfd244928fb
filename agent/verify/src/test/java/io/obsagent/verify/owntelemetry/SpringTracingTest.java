package io.obsagent.verify.owntelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * A service of Spring Boot that traces by itself answers as ever, and the agent's spans are whole and one trace, whatever the
 * library beside it does. One request has a traceparent, one has none.
 */
class SpringTracingTest {

    private static final String MAIN = "io.obsagent.verify.apps.springtracing.TracedShop";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "00f067aa0ba902b7";

    /** Two traces: Sleuth's by the headers of B3, the agent's by traceparent. */
    @ParameterizedTest
    @LibraryVersions("spring-cloud-sleuth")
    @EnabledIfSystemProperty(named = "obsagent.matrix", matches = "true")
    void sleuthHasTracesOfItsOwn(Library sleuth) throws Exception {
        try (AppRun run = AppRun.withAgent(app(sleuth))) {
            for (boolean called : new boolean[] {true, false}) {
                AgentSpans spans = order(run, called);
                String trace = ids(run, "order")[0];
                assertThat(trace).isNotEqualTo(spans.order.traceId());
                assertThat(ids(run, "stock")[0]).isEqualTo(trace);
                run.awaitOutput("header x-b3-traceid=[" + trace + ']');
                spans.assertAlone();
            }
            run.assertNothingLeft();
        }
    }

    /** It reads and writes traceparent. Where no caller has sent one, it begins its own trace, which ends with the call. */
    @ParameterizedTest
    @LibraryVersions("micrometer-tracing-brave")
    @EnabledIfSystemProperty(named = "obsagent.matrix", matches = "true")
    void braveReadsTheHeadersOfTheAgent(Library brave) throws Exception {
        try (AppRun run = AppRun.withAgent(app(brave))) {
            for (boolean called : new boolean[] {true, false}) {
                AgentSpans spans = order(run, called);
                spans.assertAlone();
                assertThat(ids(run, "order")[0].equals(spans.order.traceId())).isEqualTo(called);
                assertThat(ids(run, "stock")[0]).isEqualTo(spans.order.traceId());
            }
            run.assertNothingLeft();
        }
    }

    /** One trace; what the agent sees within the SDK's span is its child. */
    @ParameterizedTest
    @LibraryVersions("micrometer-tracing-otel")
    @EnabledIfSystemProperty(named = "obsagent.matrix", matches = "true")
    void sdkOfMicrometerIsOneTrace(Library openTelemetry) throws Exception {
        try (AppRun run = AppRun.withAgent(app(openTelemetry))) {
            for (boolean called : new boolean[] {true, false}) {
                AgentSpans spans = order(run, called);
                assertThat(ids(run, "order")).containsExactly(spans.order.traceId(), spans.select.parentSpanId());
                assertThat(ids(run, "stock")[0]).isEqualTo(spans.order.traceId());
                assertThat(spans.select.parentSpanId()).isNotEqualTo(spans.order.spanId());
            }
            run.assertNothingLeft();
        }
    }

    /** The same; its spans arrive at the agent's collector. */
    @ParameterizedTest
    @LibraryVersions("opentelemetry-spring-boot-starter")
    void starterIsOneTrace(Library starter) throws Exception {
        try (AppRun run = AppRun.withAgent(exporting(starter))) {
            for (boolean called : new boolean[] {true, false}) {
                AgentSpans spans = order(run, called);
                List<ReceivedSpan> servers = take(run, false, Kind.SERVER, 2);
                ReceivedSpan client = take(run, false, Kind.CLIENT, 1).get(0);
                // it reads the header by itself, and where there is none it begins within the agent's request
                assertThat(servers.get(0).traceId()).isEqualTo(spans.order.traceId());
                assertThat(servers.get(0).parentSpanId()).isEqualTo(called ? CALLER : spans.order.spanId());
                assertThat(spans.select.isChildOf(servers.get(0))).isTrue();
                assertThat(client.isChildOf(servers.get(0))).isTrue();
                assertThat(spans.call.isChildOf(client)).isTrue();
                assertThat(servers.get(1).isChildOf(spans.call)).isTrue();
            }
            run.assertNothingLeft();
        }
    }

    /** Where the agent leaves HTTP to it there is one span of each, and the header is the starter's. */
    @Test
    @Tag("matrix")
    @EnabledIfSystemProperty(named = "obsagent.matrix", matches = "true")
    void starterAloneForHttp() throws Exception {
        ForkedApp.Builder app = exporting(Libraries.newest("opentelemetry-spring-boot-starter"))
                .env("OBS_INSTRUMENTATION_SERVLET_ENABLED", "false")
                .env("OBS_INSTRUMENTATION_HTTP_CLIENT_ENABLED", "false");
        try (AppRun run = AppRun.withAgent(app)) {
            send(run, true);
            List<ReceivedSpan> servers = take(run, false, Kind.SERVER, 2);
            ReceivedSpan client = take(run, false, Kind.CLIENT, 1).get(0);
            assertThat(servers.get(0).traceId()).isEqualTo(TRACE);
            assertThat(client.isChildOf(servers.get(0))).isTrue();
            assertThat(servers.get(1).isChildOf(client)).isTrue();
            run.awaitOutput("header traceparent=[00-" + TRACE + '-' + client.spanId() + "-01]");
            assertThat(run.take(Kind.CLIENT, "SELECT").isChildOf(servers.get(0)))
                    .isTrue();
            run.assertNothingLeft();
        }
    }

    private static ForkedApp.Builder app(Library tracing) {
        return AppRun.app("spring-tracing", MAIN, tracing);
    }

    /** Without the calls by which the SDK exports: they are the application's, and nobody knows how many there are. */
    private static ForkedApp.Builder exporting(Library starter) {
        return app(starter)
                .env("OTEL_METRICS_EXPORTER", "none")
                .env("OTEL_LOGS_EXPORTER", "none")
                .env("OBS_INSTRUMENTATION_OKHTTP_ENABLED", "false");
    }

    /** Sends an order, and takes the agent's spans of it. */
    private static AgentSpans order(AppRun run, boolean called) throws IOException, InterruptedException {
        send(run, called);
        List<ReceivedSpan> servers = take(run, true, Kind.SERVER, 2);
        List<ReceivedSpan> clients = take(run, true, Kind.CLIENT, 2);
        AgentSpans spans = new AgentSpans(servers.get(0), clients.get(0), clients.get(1), servers.get(1));
        spans.assertOneTrace(called);
        run.awaitOutput("header traceparent=[00-" + spans.call.traceId() + '-' + spans.call.spanId() + "-01]");
        return spans;
    }

    private static void send(AppRun run, boolean called) throws IOException, InterruptedException {
        String port = run.output().stream()
                .filter(line -> line.startsWith("port "))
                .findFirst()
                .orElseThrow()
                .substring("port ".length());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/order"))
                .timeout(Duration.ofSeconds(30));
        if (called) {
            request.header("traceparent", "00-" + TRACE + '-' + CALLER + "-01");
        }
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo("7");
    }

    private static List<ReceivedSpan> take(AppRun run, boolean ofAgent, Kind kind, int count) {
        return run.take(
                span -> span.kind() == kind
                        && ofAgent == "obs-agent".equals(span.resource().get("telemetry.distro.name")),
                (ofAgent ? "the agent's " : "the SDK's ") + kind,
                count);
    }

    /** What the library had in the MDC when the last one was served: trace and span. */
    private static String[] ids(AppRun run, String served) {
        List<String> lines = run.output().stream()
                .filter(line -> line.startsWith(served + ' '))
                .toList();
        return lines.get(lines.size() - 1).substring(served.length() + 1).split(" ");
    }

    /** What the agent has recorded of an order: request, statement, call, and the request that this made. */
    private record AgentSpans(ReceivedSpan order, ReceivedSpan select, ReceivedSpan call, ReceivedSpan stock) {

        void assertOneTrace(boolean called) {
            assertThat(order.name()).isEqualTo("GET /order");
            if (called) {
                assertThat(order.traceId()).isEqualTo(TRACE);
                assertThat(order.parentSpanId()).isEqualTo(CALLER);
            } else {
                assertThat(order.isRoot()).isTrue();
            }
            assertThat(stock.name()).isEqualTo("GET /stock");
            assertThat(stock.isChildOf(call)).isTrue();
            assertThat(List.of(select.traceId(), call.traceId())).containsOnly(order.traceId());
        }

        /** The library's spans are not between them. */
        void assertAlone() {
            assertThat(select.isChildOf(order)).isTrue();
            assertThat(call.isChildOf(order)).isTrue();
        }
    }
}
