package io.obsagent.verify.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import io.obsagent.verify.matrix.TestedJava;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

/** Clients that run on other clients: exactly one span for each call. */
class HttpFrameworksTest {

    private static final String CLIENTS = "io.obsagent.verify.apps.httpclient.";

    @ParameterizedTest
    @LibraryVersions("spring-clients")
    void spring(Library library) throws IOException {
        List<ReceivedSpan> spans = observe(
                AppRun.app("http-frameworks", "io.obsagent.verify.apps.httpframeworks.SpringClients", library),
                3,
                "/template/url-connection",
                "/template/apache",
                "/client/jdk",
                "/client/apache",
                "/web/jdk",
                "/web/apache",
                "/web/reactor-netty",
                "/web/redirect",
                "/web/redirected",
                "/web/second");
        ReceivedSpan served = one(spans, Kind.SERVER, "/served");
        for (String path : List.of("/web/redirect", "/web/redirected", "/refused", "/web/second")) {
            assertThat(one(spans, Kind.CLIENT, path).isChildOf(served)).as(path).isTrue();
        }
    }

    @ParameterizedTest
    @LibraryVersions("spring-rest-template")
    void springTemplates(Library library) throws IOException {
        observe(
                AppRun.app("http-client", CLIENTS + "SpringTemplates", library),
                0,
                "/url-connection/get",
                "/url-connection/post",
                "/url-connection/status/404",
                "/apache/get",
                "/apache/post",
                "/apache/status/404",
                "/okhttp/get",
                "/okhttp/post",
                "/okhttp/status/404");
    }

    @ParameterizedTest
    @LibraryVersions("jersey-client")
    void jersey(Library library) throws IOException {
        jaxRs(library, library.isAtLeast("3"));
    }

    @ParameterizedTest
    @LibraryVersions("resteasy-client")
    void restEasy(Library library) throws IOException {
        jaxRs(library, library.isAtLeast("6"));
    }

    private static void jaxRs(Library library, boolean jakarta) throws IOException {
        observe(
                AppRun.app(jakarta ? "http-frameworks" : "http-client", CLIENTS + "JaxRsClient", library),
                0,
                "/rest/get",
                "/rest/post",
                "/rest/status/404");
    }

    /** @param others how many spans there are but for the calls of {@code paths} */
    private static List<ReceivedSpan> observe(ForkedApp.Builder app, int others, String... paths) throws IOException {
        TestedJava.assumeAtLeast(17, "the application");
        try (RecordingServer server = new RecordingServer(null)) {
            String address = "http://127.0.0.1:" + server.port();
            app.args(address);
            List<String> expected = AppRun.outputWithoutAgent(app);
            try (AppRun observed = AppRun.withAgent(app)) {
                assertThat(observed.output()).isEqualTo(expected);
                List<ReceivedSpan> spans = new ArrayList<>();
                for (String path : paths) {
                    ReceivedSpan span = observed.take(
                                    each -> (address + path).equals(each.attribute("url.full")), path, 1)
                            .get(0);
                    assertThat(span.kind()).isEqualTo(Kind.CLIENT);
                    assertThat(server.header(path, "traceparent"))
                            .containsExactly("00-" + span.traceId() + "-" + span.spanId() + "-01");
                    spans.add(span);
                }
                spans.addAll(observed.take(span -> true, "others", others));
                observed.assertNothingLeft();
                return spans;
            }
        }
    }

    private static ReceivedSpan one(List<ReceivedSpan> spans, Kind kind, String path) {
        List<ReceivedSpan> found = spans.stream()
                .filter(span -> span.kind() == kind
                        && (path.equals(span.attribute("url.path"))
                                || String.valueOf(span.attribute("url.full")).endsWith(path)))
                .toList();
        assertThat(found).as(path).hasSize(1);
        return found.get(0);
    }
}
