package io.obsagent.verify.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.FreePort;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.TestedJava;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JDK's two HTTP clients. The application runs with and without the agent and has to get the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HttpClientTest {

    private static final int EXCHANGES = 40;

    private TestCertificate certificate;
    private RecordingServer server;
    private RecordingServer tls;
    private int nobody;
    private AppRun observed;
    private List<String> expected;
    private List<ReceivedSpan> spans;
    private int sentDropped;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        certificate = new TestCertificate(directory);
        server = new RecordingServer(null);
        tls = new RecordingServer(certificate.context());
        nobody = FreePort.next();
        TestedJava.assumeAtLeast(11, "java.net.http");
        expected = AppRun.outputWithoutAgent(builder());
        int before = server.requests("/u/dropped");
        observed = AppRun.withAgent(builder());
        sentDropped = server.requests("/u/dropped") - before;
        spans = observed.take(span -> true, "exchanges", EXCHANGES);
    }

    private ForkedApp.Builder builder() throws IOException {
        return AppRun.app("http-client", "io.obsagent.verify.apps.httpclient.ClientMain")
                .jvmOptions("-Djavax.net.ssl.trustStore=" + certificate.store())
                .jvmOptions("-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD)
                .args("http://127.0.0.1:" + server.port(), "http://127.0.0.1:" + nobody)
                .args("https://127.0.0.1:" + tls.port());
    }

    @AfterAll
    void stop() {
        if (observed != null) {
            observed.close();
        }
        server.close();
        tls.close();
    }

    private ReceivedSpan span(String path) {
        return spans.stream()
                .filter(span -> String.valueOf(span.attribute("url.full")).endsWith(path))
                .reduce((one, other) -> fail("two spans of " + path))
                .orElseThrow();
    }

    @Test
    void leavesTheApplicationAsItIs() {
        assertThat(expected).hasSizeGreaterThan(30).endsWith("done");
        assertThat(observed.output()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/u/code, GET, 200",
        "/u/header, GET, 200",
        "/u/key, GET, 200",
        "/u/length, GET, 200",
        "/u/stream, GET, 200",
        "/u/all, GET, 200",
        "/u/connected, GET, 200",
        "/u/post, POST, 200",
        "/u/streaming, POST, 200",
        "/u/outputless, GET, 200",
        "/u/doOutputGet, GET, 200",
        "/u/own, GET, 200",
        "/u/status/404, GET, 404",
        "/u/status/500, GET, 500",
        "/u/status/503, GET, 503",
        "/u/redirect, GET, 200",
        "/h/get, GET, 200",
        "/h/post, POST, 200",
        "/h/status/404, GET, 404",
        "/h/status/500, GET, 500",
        "/h/redirect, GET, 200",
        "/h/own, GET, 200",
        "/h/untouched, GET, 200",
        "/h/async, GET, 200",
        "/h/first, GET, 200",
        "/h/second, GET, 200",
        "/h/pushes, GET, 200",
    })
    void recordsTheExchange(String path, String method, int status) {
        ReceivedSpan span = span(path);
        assertThat(span.kind()).isEqualTo(Kind.CLIENT);
        assertThat(span.name()).isEqualTo(method);
        assertThat(span.isRoot()).isTrue();
        assertThat(span.attributes())
                .containsEntry("http.request.method", method)
                .containsEntry("http.response.status_code", (long) status)
                .containsEntry("url.full", "http://127.0.0.1:" + server.port() + path)
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", (long) server.port());
        assertThat(span.status()).isEqualTo(status < 400 ? Status.UNSET : Status.ERROR);
        assertThat(span.attribute("error.type")).isEqualTo(status < 400 ? null : Integer.toString(status));
        assertPropagated(span, server, path);
    }

    private static void assertPropagated(ReceivedSpan span, RecordingServer server, String path) {
        assertThat(server.header(path, "traceparent"))
                .containsExactly("00-" + span.traceId() + "-" + span.spanId() + "-01");
    }

    @Test
    void sendsTheContextWithEveryRoundOfARedirect() {
        assertPropagated(span("/u/redirect"), server, "/u/redirected");
        assertPropagated(span("/h/redirect"), server, "/h/redirected");
    }

    @Test
    void sendsTheContextAgainWithWhatTheClientSendsAgain() {
        assertThat(sentDropped).isEqualTo(2);
        assertPropagated(span("/u/dropped"), server, "/u/dropped");
    }

    @ParameterizedTest
    @CsvSource({
        "/u/refused, java.net.ConnectException",
        "/u/refused-connect, java.net.ConnectException",
        "/u/slow, java.net.SocketTimeoutException",
        "/u/slow/disconnected, java.net.SocketException",
        "/u/dropped, java.net.SocketException",
        "/h/refused, java.net.ConnectException",
        "/h/refused/async, java.net.ConnectException",
        "/h/slow, java.net.http.HttpTimeoutException",
        "/h/slow/async, java.net.http.HttpTimeoutException",
        "/h/slow/cancelled, java.util.concurrent.CancellationException",
        "/h/dropped, java.io.IOException",
    })
    void recordsWhyThereWasNoResponse(String path, String errorType) {
        ReceivedSpan span = span(path);
        assertThat(span.attribute("error.type")).isEqualTo(errorType);
        assertThat(span.status()).isEqualTo(Status.ERROR);
        assertThat(span.attributes()).doesNotContainKey("http.response.status_code");
    }

    @ParameterizedTest
    @CsvSource({"/u/tls", "/h/tls"})
    void followsHttps(String path) {
        ReceivedSpan span = span(path);
        assertThat(span.attributes())
                .containsEntry("url.full", "https://127.0.0.1:" + tls.port() + path)
                .containsEntry("http.response.status_code", 200L);
        assertPropagated(span, tls, path);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void measuresAndLeavesNothingBehind() {
        PrometheusScrape scrape = observed.scrape();
        String count = "http_client_request_duration_seconds_count";
        assertThat(scrape.labels(count, "http_response_status_code", "200", "http_request_method", "POST"))
                .containsExactly(Map.of(
                        "http_request_method", "POST",
                        "http_response_status_code", "200",
                        "server_address", "127.0.0.1",
                        "server_port", Integer.toString(server.port())));
        assertThat(scrape.labels(count, "error_type", "java.net.SocketTimeoutException"))
                .containsExactly(Map.of(
                        "http_request_method", "GET",
                        "error_type", "java.net.SocketTimeoutException",
                        "server_address", "127.0.0.1",
                        "server_port", Integer.toString(server.port())));
        assertThat(scrape.sum(count)).isEqualTo(EXCHANGES);
        observed.assertNothingLeft();
    }
}
