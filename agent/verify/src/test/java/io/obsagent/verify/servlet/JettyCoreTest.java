package io.obsagent.verify.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.io.IOException;
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

/** Handlers of Jetty's core, without servlets: once with the agent and once without, and one span for each request. */
@ParameterizedClass
@LibraryVersions("jetty-core")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JettyCoreTest {

    @Parameter
    Library jetty;

    private AppRun observed;
    private ForkedApp plain;
    private WebClient client;
    private WebClient plainClient;

    @BeforeParameterizedClassInvocation(injectArguments = false)
    void start(@TempDir Path files) throws IOException {
        Files.writeString(files.resolve("static.txt"), "static\n");
        plain = app(files).start();
        observed = AppRun.withAgent(app(files));
        plain.awaitLine("done"::equals, Duration.ofSeconds(60));
        client = WebClient.of(observed.output());
        plainClient = WebClient.of(plain.lines(ForkedApp.Stream.STDOUT));
    }

    private ForkedApp.Builder app(Path files) {
        return AppRun.app("web-jakarta", "io.obsagent.verify.apps.web.JettyCoreMain", jetty)
                .args(files.toString());
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

    private ReceivedSpan serve(String method, String path, String body, int status) {
        HttpResponse<String> expected = plainClient.send(method, path, body, WebClient.newTraceId());
        String trace = WebClient.newTraceId();
        HttpResponse<String> response = client.send(method, path, body, trace);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(WebClient.comparable(response)).isEqualTo(WebClient.comparable(expected));
        assertThat(response.headers().map()).doesNotContainKey(WebClient.TRACE_HEADER);
        ReceivedSpan span = take(trace, 1).get(0);
        observed.awaitOutput("logged " + trace + " " + span.spanId() + " 01");
        return span;
    }

    private List<ReceivedSpan> take(String trace, int count) {
        return observed.take(span -> span.traceId().equals(trace), "trace " + trace, count);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /hello, 200, /hello, ",
        "HEAD, /hello, 200, /hello, ",
        "GET, /orders/4711, 200, /orders/{id}, ",
        "GET, /static.txt, 200, /static.txt, ",
        "GET, /chunked, 200, /chunked, ",
        "GET, /later, 200, /later, ",
        "GET, /nowhere, 404, , ",
        "GET, /error, 410, , ",
        "GET, /unavailable, 503, /unavailable, 503",
        "GET, /throw, 500, /throw, java.lang.IllegalStateException",
        "GET, /fail, 500, /fail, 500",
    })
    void recordsEachRequestOnce(String method, String path, int status, String route, String errorType) {
        ReceivedSpan span = serve(method, path, null, status);
        assertThat(span.kind()).isEqualTo(Kind.SERVER);
        assertThat(span.name()).isEqualTo(route == null ? method : method + " " + route);
        assertThat(span.parentSpanId()).isEqualTo(WebClient.PARENT);
        assertThat(span.status()).isEqualTo(errorType == null ? Status.UNSET : Status.ERROR);
        assertThat(span.attribute("http.response.status_code")).isEqualTo((long) status);
        assertThat(span.attribute("error.type")).isEqualTo(errorType);
        assertThat(span.attribute("url.path")).isEqualTo(path);
    }

    @Test
    void lastsUntilTheAnswer() {
        assertThat(serve("GET", "/later", null, 200).durationNanos())
                .isGreaterThan(Duration.ofMillis(20).toNanos());
    }

    @Test
    void makesTheRequestTheParentOfWhatIsDoneInIt() {
        String trace = WebClient.newTraceId();
        assertThat(client.send("GET", "/calls", null, trace).body()).isEqualTo("called 200");
        List<ReceivedSpan> spans = take(trace, 3);
        assertThat(spans.get(0).name()).isEqualTo("GET /calls");
        assertThat(spans.get(1).isChildOf(spans.get(0))).isTrue();
        assertThat(spans.get(2).isChildOf(spans.get(1))).isTrue();
    }

    @Test
    void endsWhenTheClientHangsUp() throws IOException {
        String trace = WebClient.newTraceId();
        client.hangUp("POST", "/upload", 1000, trace);
        assertThat(take(trace, 1).get(0).attribute("url.path")).isEqualTo("/upload");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void measuresAndLeavesNothingBehind() {
        serve("POST", "/echo", "x".repeat(5000), 200);
        PrometheusScrape scrape = observed.scrape();
        String[] echoed = {"http_route", "/echo", "http_response_status_code", "200"};
        assertThat(scrape.labels("http_server_request_duration_seconds_count", echoed))
                .containsExactly(Map.of(
                        "http_request_method", "POST",
                        "http_route", "/echo",
                        "http_response_status_code", "200",
                        "url_scheme", "http"));
        assertThat(scrape.sum("http_server_request_body_size_bytes_sum", echoed))
                .isEqualTo(5000);
        assertThat(scrape.sum("http_server_response_body_size_bytes_sum", echoed))
                .isEqualTo(5000);
        assertThat(scrape.sum("http_server_response_body_size_bytes_sum", "http_route", "/chunked"))
                .isEqualTo(30);
        assertThat(scrape.samples("http_server_active_requests"))
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.value()).isZero());
        observed.assertNothingLeft();
    }
}
