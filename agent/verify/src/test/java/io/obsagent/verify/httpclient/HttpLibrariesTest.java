package io.obsagent.verify.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.FreePort;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import io.obsagent.verify.matrix.TestedJava;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** HTTP clients of others: the same calls through each, with and without the agent. */
class HttpLibrariesTest {

    private RecordingServer server;
    private int nobody;

    @BeforeEach
    void start() throws IOException {
        server = new RecordingServer(null);
        nobody = FreePort.next();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @LibraryVersions("okhttp")
    void okHttp(Library library) {
        observe("OkHttp", library, true, true);
    }

    @ParameterizedTest
    @LibraryVersions("reactor-netty")
    void reactorNetty(Library library) {
        observe("ReactorNetty", library, true, true);
    }

    /** Requests that share a connection, with TLS and without, and one that begins with HTTP/1.1. */
    @ParameterizedTest
    @LibraryVersions("reactor-netty")
    void reactorNettyHttp2(Library library, @TempDir Path directory) throws Exception {
        TestedJava.assumeAtLeast(11, "the application");
        TestCertificate certificate = new TestCertificate(directory);
        ForkedApp.Builder app = AppRun.app(
                        "http-client", "io.obsagent.verify.apps.httpclient.ReactorNettyHttp2", library)
                .args(certificate.store().toString(), TestCertificate.PASSWORD);
        try (AppRun observed = AppRun.withAgent(app)) {
            List<String> output = observed.output();
            List<ReceivedSpan> spans = observed.take(span -> true, "calls", 5);
            for (String target : List.of("/known", "/known/again", "/upgraded", "/encrypted", "/encrypted/again")) {
                ReceivedSpan span = one(spans, target);
                assertThat(span.status()).isEqualTo(Status.UNSET);
                assertThat(span.attributes()).containsEntry("http.response.status_code", 200L);
                assertThat(output).contains(target + " HTTP/2 [00-" + span.traceId() + "-" + span.spanId() + "-01]");
            }
            observed.assertNothingLeft();
        }
    }

    @ParameterizedTest
    @LibraryVersions("apache-httpclient5")
    void apacheHttpClient5(Library library) {
        observe("Apache5", library, true, false);
    }

    @ParameterizedTest
    @LibraryVersions("apache-httpclient5")
    void apacheHttpClient5Asynchronous(Library library) {
        observe("Apache5Async", library, true, true);
    }

    @ParameterizedTest
    @LibraryVersions("apache-httpclient")
    void apacheHttpClient4(Library library) {
        observe("Apache4Builder", library, true, false);
    }

    @ParameterizedTest
    @LibraryVersions("apache-httpclient-default")
    void apacheDefaultHttpClient(Library library) {
        observe("Apache4Default", library, false, false);
    }

    @ParameterizedTest
    @LibraryVersions("apache-httpasyncclient")
    void apacheHttpAsyncClient4(Library library) {
        observe("Apache4Async", library, false, true);
    }

    /**
     * @param attempts whether each redirect and retry is an operation of its own, or all of a call are one
     * @param callbacks whether the application makes calls within an operation, with callbacks
     */
    private void observe(String main, Library library, boolean attempts, boolean callbacks) {
        TestedJava.assumeAtLeast(11, "the application");
        ForkedApp.Builder app = AppRun.app("http-client", "io.obsagent.verify.apps.httpclient." + main, library)
                .args("http://127.0.0.1:" + server.port(), "http://127.0.0.1:" + nobody);
        List<String> expected = AppRun.outputWithoutAgent(app);
        assertThat(expected).hasSize(11).endsWith("done");
        int droppedBefore = server.requests("/dropped").size();
        try (AppRun observed = AppRun.withAgent(app)) {
            assertThat(observed.output()).isEqualTo(expected);
            int dropped = attempts ? server.requests("/dropped").size() - droppedBefore : 1;
            int within = callbacks ? 2 : 0;
            int calls = 9 + dropped + (attempts ? 1 : 0) + within;
            List<ReceivedSpan> spans = observed.take(span -> true, "calls and statements", calls + within);

            assertAnswered(one(spans, "/get?token=REDACTED"), "/get", "GET", 200);
            assertAnswered(one(spans, "/post"), "/post", "POST", 200);
            assertAnswered(one(spans, "/own"), "/own", "GET", 200);
            assertAnswered(one(spans, "/status/404"), "/status/404", "GET", 404);
            assertAnswered(one(spans, "/status/500"), "/status/500", "GET", 500);
            if (attempts) {
                assertAnswered(one(spans, "/redirect"), "/redirect", "GET", 302);
                assertAnswered(one(spans, "/redirected"), "/redirected", "GET", 200);
            } else {
                assertAnswered(one(spans, "/redirect"), "/redirected", "GET", 200);
            }
            assertThat(to(spans, "/dropped")).hasSize(dropped).allSatisfy(HttpLibrariesTest::assertFailed);
            assertFailed(one(spans, "/slow"));
            assertThat(one(spans, "/slow").attribute("error.type"))
                    .isIn("java.net.SocketTimeoutException", "io.netty.handler.timeout.ReadTimeoutException");
            ReceivedSpan cancelled = one(spans, "/slow/cancelled");
            // the asynchronous client of Apache 5.0 lets a cancelled exchange go on to its end
            if (cancelled.attribute("http.response.status_code") == null) {
                assertFailed(cancelled);
            }
            assertFailed(one(spans, "/refused"));
            if (callbacks) {
                ReceivedSpan caller = spans.stream()
                        .filter(span -> span.name().equals("SELECT"))
                        .findFirst()
                        .orElseThrow();
                assertThat(one(spans, "/first").isChildOf(caller)).isTrue();
                assertThat(one(spans, "/second").isChildOf(caller)).isTrue();
            }
            assertThat(observed.scrape().sum("http_client_request_duration_seconds_count"))
                    .isEqualTo(calls);
            observed.assertNothingLeft();
        }
    }

    private static List<ReceivedSpan> to(List<ReceivedSpan> spans, String target) {
        return spans.stream()
                .filter(span -> String.valueOf(span.attribute("url.full")).endsWith(target))
                .toList();
    }

    private static ReceivedSpan one(List<ReceivedSpan> spans, String target) {
        List<ReceivedSpan> found = to(spans, target);
        assertThat(found).as(target).hasSize(1);
        return found.get(0);
    }

    private void assertAnswered(ReceivedSpan span, String path, String method, int status) {
        assertThat(span.kind()).isEqualTo(Kind.CLIENT);
        assertThat(span.name()).isEqualTo(method);
        assertThat(span.isRoot()).isTrue();
        assertThat(span.attributes())
                .containsEntry("http.request.method", method)
                .containsEntry("http.response.status_code", (long) status)
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", (long) server.port());
        assertThat(String.valueOf(span.attribute("url.full"))).startsWith("http://127.0.0.1:" + server.port() + "/");
        assertThat(span.status()).isEqualTo(status < 400 ? Status.UNSET : Status.ERROR);
        assertThat(span.attribute("error.type")).isEqualTo(status < 400 ? null : Integer.toString(status));
        assertThat(server.header(path, "traceparent"))
                .containsExactly("00-" + span.traceId() + "-" + span.spanId() + "-01");
    }

    private static void assertFailed(ReceivedSpan span) {
        assertThat(span.status()).isEqualTo(Status.ERROR);
        assertThat(span.attributes()).containsKey("error.type").doesNotContainKey("http.response.status_code");
    }
}
