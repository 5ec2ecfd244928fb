package io.obsagent.verify.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.FreePort;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.JdkPart;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's two HTTP clients. The application runs with and without the agent and has to get the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@JdkPart({"HttpURLConnection", "java.net.http.HttpClient"})
class HttpClientTest {

    /** Of HttpURLConnection, and of both clients. */
    private static final int URL_CONNECTION_ATTEMPTS = 32;

    private static final int ATTEMPTS = URL_CONNECTION_ATTEMPTS + 31;

    private TestCertificate certificate;
    private RecordingServer server;
    private RecordingServer tls;
    private int nobody;
    private AppRun observed;
    private List<String> expected;
    private List<ReceivedSpan> spans;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        certificate = new TestCertificate(directory);
        server = new RecordingServer(null);
        tls = new RecordingServer(certificate.context());
        nobody = FreePort.next();
        server.redirectAway("http://127.0.0.1:" + nobody + "/gone");
        expected = AppRun.outputWithoutAgent(builder());
        observed = AppRun.withAgent(builder());
        spans = observed.take(span -> true, "attempts", attempts());
    }

    private static int attempts() {
        return hasHttpClient() ? ATTEMPTS : URL_CONNECTION_ATTEMPTS;
    }

    private static boolean hasHttpClient() {
        return TestedJava.feature() >= 11;
    }

    private static void assumeClientOf(String path) {
        if (path.startsWith("/h/")) {
            TestedJava.assumeAtLeast(11, "java.net.http");
        }
    }

    private ForkedApp.Builder builder() throws IOException {
        String main = hasHttpClient() ? "ClientMain" : "UrlConnectionMain";
        return AppRun.app("http-client", "io.obsagent.verify.apps.httpclient." + main)
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
        List<ReceivedSpan> attempts = attempts(path);
        assertThat(attempts).as(path).hasSize(1);
        return attempts.get(0);
    }

    /** In the order in which they began. */
    private List<ReceivedSpan> attempts(String path) {
        assumeClientOf(path);
        return spans.stream()
                .filter(span -> String.valueOf(span.attribute("url.full")).endsWith(path))
                .toList();
    }

    @Test
    void leavesTheApplicationAsItIs() {
        assertThat(expected).hasSizeGreaterThan(20).endsWith("done");
        assertThat(observed.output()).isEqualTo(expected);
    }

    @ParameterizedTest
    @JdkPart("HttpURLConnection")
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
        "/u/redirect, GET, 302",
        "/u/redirected, GET, 200",
        "/u/post/redirect, POST, 302",
        "/u/post/redirected, GET, 200",
        "/u/away, GET, 302",
    })
    void urlConnectionsAreRecorded(String path, String method, int status) {
        assertRecorded(path, method, status);
    }

    @ParameterizedTest
    @JdkPart("java.net.http.HttpClient")
    @CsvSource({
        "/h/get, GET, 200",
        "/h/post, POST, 200",
        "/h/status/404, GET, 404",
        "/h/status/500, GET, 500",
        "/h/redirect, GET, 302",
        "/h/redirected, GET, 200",
        "/h/away, GET, 302",
        "/h/own, GET, 200",
        "/h/untouched, GET, 200",
        "/h/async, GET, 200",
        "/h/first, GET, 200",
        "/h/second, GET, 200",
        "/h/pushes, GET, 200",
    })
    void exchangesOfTheHttpClientAreRecorded(String path, String method, int status) {
        assertRecorded(path, method, status);
    }

    private void assertRecorded(String path, String method, int status) {
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
        assertPropagated(List.of(span), server, path);
    }

    /** The last requests of that path had each its attempt's context and no other. */
    private static void assertPropagated(List<ReceivedSpan> attempts, RecordingServer server, String path) {
        List<Headers> requests = server.requests(path);
        List<Headers> last = requests.subList(requests.size() - attempts.size(), requests.size());
        for (int i = 0; i < attempts.size(); i++) {
            ReceivedSpan attempt = attempts.get(i);
            assertThat(last.get(i).get("traceparent"))
                    .containsExactly("00-" + attempt.traceId() + "-" + attempt.spanId() + "-01");
        }
    }

    @Test
    @JdkPart("HttpURLConnection")
    void aUrlConnectionAuthenticatesInAnotherAttempt() {
        assertAuthenticated("/u/auth");
    }

    @Test
    @JdkPart("java.net.http.HttpClient")
    void theHttpClientAuthenticatesInAnotherAttempt() {
        assertAuthenticated("/h/auth");
    }

    private void assertAuthenticated(String path) {
        List<ReceivedSpan> attempts = attempts(path);
        assertThat(attempts)
                .extracting(span -> span.attribute("http.response.status_code"))
                .containsExactly(401L, 200L);
        assertThat(attempts).extracting(ReceivedSpan::status).containsExactly(Status.ERROR, Status.UNSET);
        assertPropagated(attempts, server, path);
    }

    @Test
    @JdkPart("HttpURLConnection")
    void whatAUrlConnectionSendsAgainIsRecorded() {
        assertSentAgain("/u/dropped");
    }

    @Test
    @JdkPart("java.net.http.HttpClient")
    void whatTheHttpClientSendsAgainIsRecorded() {
        assertSentAgain("/h/dropped");
    }

    private void assertSentAgain(String path) {
        List<ReceivedSpan> attempts = attempts(path);
        assertThat(attempts).hasSize(2);
        assertPropagated(attempts, server, path);
    }

    @Test
    @JdkPart("java.net.http.HttpClient")
    void attemptsOnTheClientsThreadsBelongToTheCaller() {
        List<ReceivedSpan> calls = List.of(span("/h/within/redirect"), span("/h/within/redirected"));
        ReceivedSpan served = spans.stream()
                .filter(span -> span.kind() == Kind.SERVER)
                .toList()
                .get(0);
        assertThat(calls).allMatch(call -> call.isChildOf(served));
    }

    @Test
    @JdkPart("HttpURLConnection")
    void aUrlConnectionMayBeLedToNobody() {
        assertLedToNobody("/u/");
    }

    @Test
    @JdkPart("java.net.http.HttpClient")
    void theHttpClientMayBeLedToNobody() {
        assertLedToNobody("/h/");
    }

    private void assertLedToNobody(String client) {
        ReceivedSpan led = span(client + "away");
        List<ReceivedSpan> gone = spans.stream()
                .filter(span -> String.valueOf(span.attribute("url.full")).endsWith("/gone")
                        && span.startNanos() > led.startNanos())
                .toList();
        assertThat(gone).isNotEmpty();
        assertThat(gone.get(0).attribute("error.type")).isEqualTo("java.net.ConnectException");
        assertThat(gone.get(0).attributes()).doesNotContainKey("http.response.status_code");
    }

    @ParameterizedTest
    @JdkPart("HttpURLConnection")
    @CsvSource({
        "/u/refused, java.net.ConnectException",
        "/u/refused-connect, java.net.ConnectException",
        "/u/tls/refused-connect, java.net.ConnectException",
        "/u/slow, java.net.SocketTimeoutException",
        "/u/slow/disconnected, java.net.SocketException",
        "/u/dropped, java.net.SocketException",
    })
    void urlConnectionsTellWhyThereWasNoResponse(String path, String errorType) {
        assertNoResponse(path, errorType);
    }

    @ParameterizedTest
    @JdkPart("java.net.http.HttpClient")
    @CsvSource({
        "/h/refused, java.net.ConnectException",
        "/h/refused/async, java.net.ConnectException",
        "/h/slow, java.net.http.HttpTimeoutException",
        "/h/slow/async, java.net.http.HttpTimeoutException",
        "/h/slow/cancelled, java.util.concurrent.CancellationException",
        "/h/dropped, java.io.IOException",
    })
    void theHttpClientTellsWhyThereWasNoResponse(String path, String errorType) {
        assertNoResponse(path, errorType);
    }

    private void assertNoResponse(String path, String errorType) {
        List<ReceivedSpan> attempts = attempts(path);
        assertThat(attempts).isNotEmpty();
        for (ReceivedSpan span : attempts) {
            assertThat(span.attribute("error.type")).isEqualTo(errorType);
            assertThat(span.status()).isEqualTo(Status.ERROR);
            assertThat(span.attributes()).doesNotContainKey("http.response.status_code");
        }
    }

    @ParameterizedTest
    @JdkPart("HttpURLConnection")
    @ValueSource(strings = {"/u/tls", "/u/tls/connected"})
    void followsUrlConnectionsByHttps(String path) {
        assertTls(path);
    }

    @Test
    @JdkPart("java.net.http.HttpClient")
    void followsTheHttpClientByHttps() {
        assertTls("/h/tls");
    }

    private void assertTls(String path) {
        ReceivedSpan span = span(path);
        assertThat(span.attributes())
                .containsEntry("url.full", "https://127.0.0.1:" + tls.port() + path)
                .containsEntry("http.response.status_code", 200L);
        assertPropagated(List.of(span), tls, path);
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
        assertThat(scrape.sum(count)).isEqualTo(attempts() - (hasHttpClient() ? 1 : 0)); // one was served
        observed.assertNothingLeft();
    }
}
