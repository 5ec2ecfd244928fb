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
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

/** Clients that run on other clients: exactly one span for each call. */
class HttpFrameworksTest {

    @ParameterizedTest
    @LibraryVersions("spring-clients")
    void spring(Library library) throws IOException {
        observe(
                "SpringClients",
                library,
                "/template/url-connection",
                "/template/apache",
                "/client/jdk",
                "/client/apache",
                "/web/jdk",
                "/web/apache");
    }

    @ParameterizedTest
    @LibraryVersions("jersey-client")
    void jersey(Library library) throws IOException {
        observe("JerseyClient", library, "/jersey/get", "/jersey/post", "/jersey/status/404");
    }

    private static void observe(String main, Library library, String... paths) throws IOException {
        TestedJava.assumeAtLeast(17, "the application");
        try (RecordingServer server = new RecordingServer(null)) {
            String address = "http://127.0.0.1:" + server.port();
            ForkedApp.Builder app = AppRun.app(
                            "http-frameworks", "io.obsagent.verify.apps.httpframeworks." + main, library)
                    .args(address);
            List<String> expected = AppRun.outputWithoutAgent(app);
            try (AppRun observed = AppRun.withAgent(app)) {
                assertThat(observed.output()).isEqualTo(expected);
                for (String path : paths) {
                    ReceivedSpan span = observed.take(
                                    each -> (address + path).equals(each.attribute("url.full")), path, 1)
                            .get(0);
                    assertThat(span.kind()).isEqualTo(Kind.CLIENT);
                    assertThat(server.header(path, "traceparent"))
                            .containsExactly("00-" + span.traceId() + "-" + span.spanId() + "-01");
                }
                observed.assertNothingLeft();
            }
        }
    }
}
