package io.obsagent.verify.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.JdkPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JDK's own HTTP server, once with the agent and once without: it answers alike, and each request has one span. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@JdkPart("com.sun.net.httpserver")
class JdkHttpServerTest {

    private AppRun observed;
    private ForkedApp plain;
    private WebClient client;
    private WebClient plainClient;

    @BeforeAll
    void start() {
        plain = app().start();
        observed = AppRun.withAgent(app().env("OBS_HTTP_TRACE_RESPONSE_HEADER", "Server-Timing"));
        plain.awaitLine("done"::equals, Duration.ofSeconds(60));
        client = WebClient.of(observed.output());
        plainClient = WebClient.of(plain.lines(ForkedApp.Stream.STDOUT));
    }

    private static ForkedApp.Builder app() {
        return AppRun.app("http-server", "io.obsagent.verify.apps.httpserver.HttpServerMain");
    }

    @AfterAll
    void stop() {
        if (plain != null) {
            plain.close();
        }
        if (observed != null) {
            observed.close();
        }
    }

    private ReceivedSpan serve(String method, String path, String body, int status) {
        HttpResponse<String> expected = plainClient.send(method, path, body, WebClient.newTraceId());
        String trace = WebClient.newTraceId();
        HttpResponse<String> response = client.send(method, path, body, trace);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(WebClient.comparable(response)).isEqualTo(WebClient.comparable(expected));
        ReceivedSpan span = take(trace, 1).get(0);
        if (!path.startsWith("/nowhere")) { // there the server answers by itself, with no headers but its own
            assertThat(response.headers().allValues("Server-Timing"))
                    .containsExactly("traceparent;desc=\"00-" + trace + "-" + span.spanId() + "-01\"");
        }
        assertThat(expected.headers().allValues("Server-Timing")).isEmpty();
        return span;
    }

    private List<ReceivedSpan> take(String trace, int count) {
        return observed.take(span -> span.traceId().equals(trace), "trace " + trace, count);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /hello, 200, /hello",
        "GET, /hello/42, 200, /hello/*",
        "HEAD, /hello, 200, /hello",
        "GET, /empty, 204, /empty",
        "GET, /chunked, 200, /chunked",
        "GET, /later, 200, /later",
        "GET, /unclosed, 200, /unclosed",
        "GET, /unclosed-later, 200, /unclosed-later",
        "GET, /filtered, 403, /filtered",
        "GET, /unavailable, 503, /unavailable",
        "GET, /nowhere?id=7, 404, ",
    })
    void recordsEachRequestOnce(String method, String path, int status, String route) {
        ReceivedSpan span = serve(method, path, null, status);
        assertThat(span.kind()).isEqualTo(Kind.SERVER);
        assertThat(span.name()).isEqualTo(route == null ? method : method + " " + route);
        assertThat(span.parentSpanId()).isEqualTo(WebClient.PARENT);
        assertThat(span.status()).isEqualTo(status < 500 ? Status.UNSET : Status.ERROR);
        assertThat(span.attribute("http.response.status_code")).isEqualTo((long) status);
        assertThat(span.attribute("url.path")).isEqualTo(path.replace("?id=7", ""));
    }

    @Test
    void describesTheRequest() {
        assertThat(serve("GET", "/hello?id=7", null, 200).attributes())
                .containsEntry("http.request.method", "GET")
                .containsEntry("url.scheme", "http")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", (long) client.port())
                .containsEntry("client.address", "127.0.0.1")
                .containsEntry("network.peer.address", "127.0.0.1")
                .containsKey("network.peer.port")
                .containsEntry("network.protocol.version", "1.1")
                .containsEntry("user_agent.original", "contract");
    }

    @Test
    void makesTheRequestTheParentOfWhatIsDoneInIt() {
        String trace = WebClient.newTraceId();
        assertThat(client.send("GET", "/calls", null, trace).body()).isEqualTo("called 200");
        List<ReceivedSpan> spans = take(trace, 3);
        assertThat(spans.get(0).name()).isEqualTo("GET /calls");
        assertThat(spans.get(1).isChildOf(spans.get(0))).isTrue();
        assertThat(spans.get(2).isChildOf(spans.get(1))).isTrue();
        assertThat(spans.get(2).name()).isEqualTo("GET /hello");
    }

    @ParameterizedTest
    @CsvSource({"/fail, java.lang.IllegalStateException", "/closed, "})
    void recordsRequestsWithoutAnAnswer(String path, String errorType) {
        assertThatThrownBy(() -> plainClient.send("POST", path, "", WebClient.newTraceId()))
                .isInstanceOf(UncheckedIOException.class);
        String trace = WebClient.newTraceId();
        assertThatThrownBy(() -> client.send("POST", path, "", trace)).isInstanceOf(UncheckedIOException.class);
        ReceivedSpan span = take(trace, 1).get(0);
        assertThat(span.name()).isEqualTo("POST " + path);
        assertThat(span.attribute("error.type")).isEqualTo(errorType);
        assertThat(span.attribute("http.response.status_code")).isNull();
    }

    /** The handler returns and nobody answers: until the server stops, the request is in progress. */
    @Test
    void endsWhenTheConnectionIsClosed() {
        String trace = WebClient.newTraceId();
        assertThat(client.send("GET", "/unanswered", null, trace).body()).isEqualTo("no answer");
        List<ReceivedSpan> spans = take(trace, 2);
        assertThat(spans.get(1).name()).isEqualTo("GET /silent");
        assertThat(spans.get(1).kind()).isEqualTo(Kind.SERVER);
        assertThat(spans.get(1).attribute("http.response.status_code")).isNull();
    }

    @Test
    void endsWhenTheClientHangsUp() throws IOException {
        String trace = WebClient.newTraceId();
        client.hangUp("POST", "/echo", 1000, trace);
        assertThat(take(trace, 1).get(0).attribute("url.path")).isEqualTo("/echo");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void measuresAndLeavesNothingBehind() {
        serve("POST", "/echo", "x".repeat(5000), 200);
        PrometheusScrape scrape = observed.scrape();
        Map<String, String> echoed = Map.of(
                "http_request_method", "POST",
                "http_route", "/echo",
                "http_response_status_code", "200",
                "url_scheme", "http");
        for (String metric : List.of(
                "http_server_request_duration_seconds_count",
                "http_server_request_body_size_bytes_count",
                "http_server_response_body_size_bytes_count")) {
            assertThat(scrape.labels(metric, "http_route", "/echo", "http_response_status_code", "200"))
                    .containsExactly(echoed);
        }
        String[] size = {"http_route", "/echo", "http_response_status_code", "200"};
        assertThat(scrape.sum("http_server_request_body_size_bytes_sum", size)).isEqualTo(5000);
        assertThat(scrape.sum("http_server_response_body_size_bytes_sum", size)).isEqualTo(5000);
        assertThat(scrape.sum("http_server_response_body_size_bytes_sum", "http_route", "/chunked"))
                .isEqualTo(30);
        assertThat(scrape.samples("http_server_active_requests"))
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.value()).isZero());
        observed.assertNothingLeft();
    }
}
