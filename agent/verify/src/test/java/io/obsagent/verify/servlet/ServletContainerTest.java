package io.obsagent.verify.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servlet containers: the web application runs once with the agent and once without, and has to answer alike; every
 * request has exactly one span.
 */
@ParameterizedClass
@LibraryVersions({
    "tomcat-jakarta",
    "tomcat-javax",
    "jetty",
    "jetty-javax",
    "jetty-ee8-javax",
    "undertow",
    "undertow-javax"
})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServletContainerTest {

    @Parameter
    Library library;

    private ServletContainer container;

    private AppRun observed;
    private ForkedApp plain;
    private WebClient client;
    private WebClient plainClient;
    private Path accessLog;
    private Path plainAccessLog;

    @BeforeParameterizedClassInvocation(injectArguments = false)
    void start(@TempDir Path directory) throws IOException {
        container = new ServletContainer(library);
        Path files = Files.createDirectory(directory.resolve("files"));
        Files.writeString(files.resolve("static.txt"), "static\n");
        plain = container.application(files, directory.resolve("plain")).start();
        observed = AppRun.withAgent(container
                .application(files, directory.resolve("observed"))
                .env("OBS_HTTP_TRACE_RESPONSE_HEADER", "X-Trace-Id"));
        accessLog = directory.resolve("observed/access.log");
        plainAccessLog = directory.resolve("plain/access.log");
        plain.awaitLine("done"::equals, Duration.ofSeconds(60));
        client = WebClient.of(observed.output());
        plainClient = WebClient.of(plain.lines(ForkedApp.Stream.STDOUT));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        if (plain != null) {
            plain.close();
            plain = null;
        }
        if (observed != null) {
            observed.close();
            observed = null;
        }
    }

    /** Sends a request to both, compares what came back, and returns the one span of it. */
    private ReceivedSpan serve(String method, String path, String body, int status) {
        HttpResponse<String> expected = plainClient.send(method, path, body, WebClient.newTraceId());
        String trace = WebClient.newTraceId();
        HttpResponse<String> response = client.send(method, path, body, trace);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(WebClient.comparable(response)).isEqualTo(WebClient.comparable(expected));
        assertThat(response.headers().allValues(WebClient.TRACE_HEADER)).containsExactly(trace);
        assertThat(expected.headers().allValues(WebClient.TRACE_HEADER)).isEmpty();
        ReceivedSpan span = take(trace, 1).get(0);
        if (container.logsRequests()) {
            AccessLogFile.awaitLine(accessLog, span);
        }
        return span;
    }

    private ReceivedSpan get(String path, int status) {
        return serve("GET", path, null, status);
    }

    private List<ReceivedSpan> take(String trace, int count) {
        return observed.take(span -> span.traceId().equals(trace), "trace " + trace, count);
    }

    private static void assertRouted(ReceivedSpan span, String method, String route) {
        assertThat(span.kind()).isEqualTo(Kind.SERVER);
        assertThat(span.name()).isEqualTo(route == null ? method : method + " " + route);
        assertThat(span.attribute("http.route")).isEqualTo(route);
    }

    private static void assertOutcome(ReceivedSpan span, int status, String errorType) {
        assertThat(span.attribute("http.response.status_code")).isEqualTo((long) status);
        assertThat(span.attribute("error.type")).isEqualTo(errorType);
        assertThat(span.status()).isEqualTo(errorType == null ? Status.UNSET : Status.ERROR);
    }

    @Test
    void describesTheRequest() {
        ReceivedSpan span = get("/shop/hello?id=7", 200);
        assertRouted(span, "GET", "/shop/hello");
        assertOutcome(span, 200, null);
        assertThat(span.parentSpanId()).isEqualTo(WebClient.PARENT);
        assertThat(span.attributes())
                .containsEntry("http.request.method", "GET")
                .containsEntry("url.scheme", "http")
                .containsEntry("url.path", "/shop/hello")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", (long) client.port())
                .containsEntry("client.address", "127.0.0.1")
                .containsEntry("network.peer.address", "127.0.0.1")
                .containsKey("network.peer.port")
                .containsEntry("network.protocol.version", "1.1")
                .containsEntry("user_agent.original", "contract");
        assertThat(span.attribute("url.query")).asString().startsWith("id=").doesNotContain("7");
    }

    @ParameterizedTest
    @CsvSource({
        "/shop/hello/42/x, 200, /shop/hello/*",
        "/shop/static.txt, 200, /shop/static.txt",
        "/shop/none.txt, 404, /shop/*",
        "/shop/status/204, 204, /shop/status/*",
        "/shop/status/404/error, 404, /shop/status/*",
        "/shop/forward, 200, /shop/forward",
        "/shop/forward?include=true, 200, /shop/forward",
        "/shop/answered/4711, 202, /shop/answered/{id}",
        "/bare/hello, 200, /bare/hello",
    })
    void routesByTheMapping(String path, int status, String route) {
        ReceivedSpan span = get(path, status);
        assertRouted(span, "GET", route);
        assertOutcome(span, status, null);
    }

    @Test
    void seesRequestsThatReachNoServlet() {
        ReceivedSpan span = get("/bare/none", 404);
        assertRouted(span, "GET", container.routeWithoutServlet());
        assertOutcome(span, 404, null);
        ReceivedSpan nowhere = get("/nowhere", 404);
        assertRouted(nowhere, "GET", null);
        assertOutcome(nowhere, 404, null);
    }

    @ParameterizedTest
    @CsvSource({
        "/shop/status/503, 503, /shop/status/*, 503",
        "/shop/status/503/error, 503, /shop/status/*, 503",
        "/shop/throw/runtime, 500, /shop/throw/*, java.lang.IllegalStateException",
        "/shop/throw/io, 500, /shop/throw/*, java.io.IOException",
        "/shop/any.throw, 500, /shop/*.throw, java.lang.IllegalStateException",
        "/bare/throw/runtime, 500, /bare/throw/*, java.lang.IllegalStateException",
        "/bare/throw/checked, 500, /bare/throw/*, NAMESPACE.servlet.ServletException",
    })
    void reportsFailures(String path, int status, String route, String errorType) {
        ReceivedSpan span = get(path, status);
        assertRouted(span, "GET", route);
        assertOutcome(span, status, errorType.replace("NAMESPACE", container.nameSpace()));
    }

    @ParameterizedTest
    @CsvSource({
        "complete, 200",
        "complete-now, 200",
        "dispatch, 200",
        "dispatch-now, 200",
        "twice, 200",
        "timeout-answered, 504",
        "fail, 503",
    })
    void followsAsynchronousRequests(String path, int status) {
        ReceivedSpan span = get("/shop/async/" + path, status);
        assertRouted(span, "GET", "/shop/async/*");
        assertOutcome(span, status, status < 500 ? null : Integer.toString(status));
        if (!path.endsWith("now")) {
            assertThat(span.durationNanos()).isGreaterThan(Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void endsAsynchronousRequestsThatTimeOut() {
        ReceivedSpan span = get("/shop/async/timeout", 500);
        assertRouted(span, "GET", "/shop/async/*");
        assertThat(span.attribute("http.response.status_code")).isEqualTo(500L);
        assertThat(span.status()).isEqualTo(Status.ERROR);
        assertThat(span.durationNanos()).isGreaterThan(Duration.ofMillis(200).toNanos());
    }

    @Test
    void reportsTheFailureOfAnAsynchronousDispatch() {
        ReceivedSpan span = get("/shop/async/dispatch-throw", 500);
        assertRouted(span, "GET", "/shop/async/*");
        assertOutcome(span, 500, "java.lang.IllegalStateException");
    }

    @ParameterizedTest
    @CsvSource({
        "/shop/spring/items/7, 200, /shop/spring/items/{id}",
        "/shop/spring/later/7, 200, /shop/spring/later/{id}",
        "/shop/spring/missing/7, 404, /shop/spring/missing/{id}",
        "/shop/spring/unknown/7, 404, /shop/spring/*",
        "/shop/rest/books/7, 200, /shop/rest/books/{isbn}",
        "/shop/rest/books/7/pages/8, 200, /shop/rest/books/{isbn}/pages/{page}",
        "/shop/rest/books/7/reviews/8, 200, /shop/rest/books/{isbn}/reviews/{review}",
        "/shop/rest/books/7/later, 200, /shop/rest/books/{isbn}/later",
        "/shop/rest/books/7/missing, 404, /shop/rest/books/{isbn}/missing",
        "/shop/rest/unknown/7, 404, /shop/rest/*",
    })
    void refinesTheRouteByTheFramework(String path, int status, String route) {
        ReceivedSpan span = get(path, status);
        assertRouted(span, "GET", route);
        assertOutcome(span, status, null);
    }

    @Test
    void refinesTheRouteOfFunctionalHandlers() {
        assumeTrue(container.tellsItsMappings());
        assertRouted(get("/shop/spring/functional/7", 200), "GET", "/shop/spring/functional/{id}");
    }

    @ParameterizedTest
    @CsvSource({
        "/shop/spring/broken/7, /shop/spring/broken/{id}",
        "/shop/rest/books/7/broken, /shop/rest/books/{isbn}/broken",
    })
    void reportsFailuresInFrameworks(String path, String route) {
        ReceivedSpan span = get(path, 500);
        assertRouted(span, "GET", route);
        assertThat(span.status()).isEqualTo(Status.ERROR);
        assertThat(span.attribute("http.response.status_code")).isEqualTo(500L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shop/calls", "/shop/async/dispatch-calls"})
    void makesTheRequestTheParentOfWhatIsDoneInIt(String path) {
        String trace = WebClient.newTraceId();
        assertThat(client.send("GET", path, null, trace).body()).isEqualTo("200");
        List<ReceivedSpan> all = take(trace, 3);
        ReceivedSpan outer = find(all, Kind.SERVER, path);
        ReceivedSpan call = all.stream()
                .filter(span -> span.kind() == Kind.CLIENT)
                .findFirst()
                .orElseThrow();
        ReceivedSpan inner = find(all, Kind.SERVER, "/shop/hello");
        assertThat(outer.parentSpanId()).isEqualTo(WebClient.PARENT);
        assertThat(call.isChildOf(outer)).isTrue();
        assertThat(inner.isChildOf(call)).isTrue();
    }

    @Test
    void makesTheRequestTheParentOfWhatItsListenersDo() {
        assumeTrue(container.hasNonBlocking());
        String trace = WebClient.newTraceId();
        assertThat(client.send("GET", "/shop/non-blocking", null, trace).body()).isEqualTo("refused refused ");
        List<ReceivedSpan> all = take(trace, 3);
        ReceivedSpan server = find(all, Kind.SERVER, "/shop/non-blocking");
        assertThat(server.parentSpanId()).isEqualTo(WebClient.PARENT);
        assertThat(all)
                .filteredOn(span -> span.kind() == Kind.CLIENT)
                .hasSize(2)
                .allSatisfy(call -> {
                    assertThat(call.isChildOf(server)).isTrue();
                    assertThat(call.attribute("error.type")).isEqualTo("java.net.ConnectException");
                });
    }

    private static ReceivedSpan find(List<ReceivedSpan> spans, Kind kind, String path) {
        return spans.stream()
                .filter(span -> span.kind() == kind && path.equals(span.attribute("url.path")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void leavesBodiesAlone() {
        assertRouted(serve("POST", "/shop/echo", "x".repeat(5000), 200), "POST", "/shop/echo");
        assertRouted(serve("HEAD", "/shop/hello", null, 200), "HEAD", "/shop/hello");
        assertRouted(get("/shop/chunked", 200), "GET", "/shop/chunked");
    }

    @Test
    void leavesNonBlockingBodiesAlone() {
        assumeTrue(container.hasNonBlocking());
        ReceivedSpan span = serve("POST", "/shop/non-blocking", "x".repeat(5000), 200);
        assertRouted(span, "POST", "/shop/non-blocking");
        assertOutcome(span, 200, null);
        PrometheusScrape scrape = observed.scrape();
        String[] echoed = {"http_route", "/shop/non-blocking", "http_request_method", "POST"};
        assertThat(scrape.sum("http_server_request_body_size_bytes_sum", echoed))
                .isEqualTo(5000);
        assertThat(scrape.sum("http_server_response_body_size_bytes_sum", echoed))
                .isEqualTo(5000);
    }

    @Test
    void leavesConnectionsAlone() throws IOException {
        exchange(
                "/shop/hello",
                2,
                "GET /shop/hello HTTP/1.1\r\nTRACE\r\n\r\n",
                "GET /shop/hello HTTP/1.1\r\nTRACE\r\nConnection: close\r\n\r\n");
        exchange("/shop/hello", 1, "GET /shop/hello HTTP/1.0\r\nTRACE\r\n\r\n");
    }

    @Test
    void leavesSlowUploadsAlone() throws IOException {
        String head = "POST /bare/echo HTTP/1.1\r\nTRACE\r\nConnection: close\r\n";
        exchange("/bare/echo", 1, head + "Content-Length: 4\r\n\r\n", "ab", "cd");
        exchange("/bare/echo", 1, head + "Transfer-Encoding: chunked\r\n\r\n", "3\r\nabc\r\n", "1\r\nd\r\n0\r\n\r\n");
        exchange("/bare/echo", 1, head + "Content-Length: 4\r\nExpect: 100-continue\r\n\r\n", "abcd");
    }

    /** Both servers are sent the same and answer the same; each request has its span. */
    private void exchange(String path, int requests, String... parts) throws IOException {
        String trace = WebClient.newTraceId();
        assertThat(client.exchange(trace, parts)).isEqualTo(plainClient.exchange(trace, parts));
        assertThat(take(trace, requests)).allSatisfy(span -> {
            assertThat(span.attribute("url.path")).isEqualTo(path);
            assertOutcome(span, 200, null);
        });
    }

    @Test
    void followsConnectionsIntoHttp2() {
        assumeTrue(container.hasHttp2());
        WebClient http2 = client.http2();
        String upgraded = WebClient.newTraceId();
        http2.send("GET", "/shop/hello", null, upgraded);
        assertRouted(take(upgraded, 1).get(0), "GET", "/shop/hello");
        String trace = WebClient.newTraceId();
        HttpResponse<String> response = http2.send("POST", "/bare/echo", "x".repeat(5000), trace);
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.body()).hasSize(5000);
        ReceivedSpan span = take(trace, 1).get(0);
        assertRouted(span, "POST", "/bare/echo");
        assertOutcome(span, 200, null);
        assertThat(span.attribute("network.protocol.version")).isEqualTo("2");
    }

    /** The upload breaks off while it is read; the others find nobody to answer. */
    @ParameterizedTest
    @CsvSource({
        "POST, /bare/echo, 1000",
        "POST, /bare/non-blocking, 1000",
        "GET, /bare/chunked, 0",
        "GET, /bare/async/complete, 0"
    })
    void endsWhenTheClientHangsUp(String method, String path, int announcedBytes) throws IOException {
        assumeTrue(!path.endsWith("non-blocking") || container.hasNonBlocking());
        String trace = WebClient.newTraceId();
        client.hangUp(method, path, announcedBytes, trace);
        assertThat(take(trace, 1).get(0).attribute("url.path")).isEqualTo(path);
    }

    @Test
    void countsSessions() {
        String begin = WebClient.newTraceId();
        String session = client.beginSession("/shop/session", begin);
        take(begin, 1);
        assertSessions(1);
        assertThat(session("GET", session)).isEqualTo("true");
        session("DELETE", session);
        assertSessions(0);
    }

    private String session(String method, String cookie) {
        String trace = WebClient.newTraceId();
        String body = client.send(method, "/shop/session", null, trace, "Cookie", cookie)
                .body();
        take(trace, 1);
        return body;
    }

    private void assertSessions(int active) {
        PrometheusScrape scrape = observed.scrape();
        assertThat(scrape.labels("http_server_active_sessions", "application", "/shop"))
                .containsExactly(Map.of("application", "/shop"));
        assertThat(scrape.value("http_server_active_sessions", "application", "/shop"))
                .hasValue(active);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void measuresAndLeavesNothingBehind() throws IOException {
        PrometheusScrape scrape = observed.scrape();
        assertLabels(scrape);
        assertThat(scrape.samples("http_server_active_requests")).isNotEmpty().allSatisfy(sample -> {
            assertThat(sample.labels()).containsOnlyKeys("http_request_method", "url_scheme");
            assertThat(sample.value()).isZero();
        });
        assertSizes(scrape);
        if (container.logsRequests()) {
            assertThat(Files.readAllLines(plainAccessLog)).isNotEmpty().containsOnly("- - -");
        }
        observed.assertNothingLeft();
    }

    private static void assertLabels(PrometheusScrape scrape) {
        Map<String, String> hello = Map.of(
                "http_request_method", "GET",
                "http_route", "/bare/hello",
                "http_response_status_code", "200",
                "url_scheme", "http");
        Map<String, String> failed = Map.of(
                "http_request_method", "GET",
                "http_route", "/bare/throw/*",
                "http_response_status_code", "500",
                "url_scheme", "http",
                "error_type", "java.lang.IllegalStateException");
        for (String metric : List.of(
                "http_server_request_duration_seconds_count",
                "http_server_request_body_size_bytes_count",
                "http_server_response_body_size_bytes_count")) {
            assertThat(scrape.labels(metric, "http_route", "/bare/hello")).containsExactly(hello);
            assertThat(scrape.labels(metric, "http_route", "/bare/throw/*"))
                    .hasSize(2)
                    .contains(failed);
        }
    }

    private static void assertSizes(PrometheusScrape scrape) {
        String request = "http_server_request_body_size_bytes";
        String response = "http_server_response_body_size_bytes";
        assertThat(scrape.sum(request + "_sum", "http_route", "/shop/echo")).isEqualTo(5000);
        assertThat(scrape.sum(response + "_sum", "http_route", "/shop/echo")).isEqualTo(5000);
        assertThat(scrape.sum(response + "_sum", "http_route", "/bare/hello")).isEqualTo("hello".length());
        assertThat(scrape.sum(response + "_sum", "http_route", "/shop/chunked")).isEqualTo(30);
        assertThat(scrape.sum(response + "_sum", "http_route", "/shop/hello", "http_request_method", "HEAD"))
                .isZero();
    }
}
