package io.obsagent.verify.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.TestedJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be set about requests that are served. */
class ServletSettingsTest {

    private static final String USERS = "http_server_user_requests_total";

    @TempDir
    Path directory;

    private AppRun start(String... variables) throws IOException {
        return start(Libraries.newest("tomcat-javax"), variables);
    }

    private AppRun start(Library container, String... variables) throws IOException {
        return AppRun.withAgent(app(container, variables));
    }

    private ForkedApp.Builder app(Library container, String... variables) throws IOException {
        Path files = Files.createDirectory(directory.resolve("files"));
        ForkedApp.Builder app = new ServletContainer(container).application(files, directory.resolve("work"));
        for (int i = 0; i < variables.length; i += 2) {
            app.env(variables[i], variables[i + 1]);
        }
        return app;
    }

    private static ReceivedSpan serve(AppRun run, String method, String path, String... headers) {
        String trace = WebClient.newTraceId();
        WebClient.of(run.output()).send(method, path, null, trace, headers);
        return run.take(span -> span.traceId().equals(trace), "trace " + trace, 1)
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"principal", "header:X-Login", "session:login"})
    void countsRequestsByUser(String source) throws IOException {
        try (AppRun run = start("OBS_HTTP_USER", source)) {
            ReceivedSpan span = serve(run, "POST", "/bare/session", "X-Login", "ann");
            assertThat(span.attribute("user.id")).isEqualTo("ann");
            assertThat(serve(run, "GET", "/bare/hello").attribute("user.id")).isNull();
            PrometheusScrape scrape = run.scrape();
            assertThat(scrape.labels(USERS))
                    .containsExactly(
                            Map.of("http_request_method", "POST", "http_route", "/bare/session", "user_id", "ann"));
            assertThat(scrape.sum(USERS)).isEqualTo(1);
            run.assertNothingLeft();
        }
    }

    @Test
    void recordsUsersFromTheMomentOnThatTheyAreAskedFor() throws IOException {
        Path yaml = directory.resolve("obs.yaml");
        Files.writeString(yaml, "http: {infer-route: true}");
        try (AppRun run = start("OBS_CONFIG", yaml.toString())) {
            assertThat(loggedIn(run)).isNull();
            Files.writeString(yaml, "http: {user: principal}");
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            Object user = null;
            while (user == null && System.nanoTime() < deadline) {
                user = loggedIn(run);
            }
            assertThat(user).isEqualTo("ann");
        }
    }

    private static Object loggedIn(AppRun run) {
        return serve(run, "POST", "/bare/session", "X-Login", "ann").attribute("user.id");
    }

    @Test
    void capturesTheHeadersNamed() throws IOException {
        try (AppRun run = start(
                "OBS_HTTP_CAPTURED_REQUEST_HEADERS", "X-Tenant",
                "OBS_HTTP_CAPTURED_RESPONSE_HEADERS", "X-Session, X-None")) {
            ReceivedSpan span = serve(run, "POST", "/bare/session", "X-Tenant", "blue");
            assertThat(span.attribute("http.request.header.x-tenant")).isEqualTo(List.of("blue"));
            assertThat(span.attribute("http.response.header.x-session")).isEqualTo(List.of("begun"));
            assertThat(span.attributes()).doesNotContainKey("http.response.header.x-none");
            assertThat(run.scrape().labels(USERS)).isEmpty();
            run.assertNothingLeft();
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.0/8, 203.0.113.9", "192.0.2.1, 127.0.0.1"})
    void believesTrustedProxiesOnly(String trusted, String client) throws IOException {
        try (AppRun run = start("OBS_HTTP_TRUSTED_PROXIES", trusted)) {
            ReceivedSpan span =
                    serve(run, "GET", "/bare/hello", "X-Forwarded-For", "198.51.100.7, 203.0.113.9, 127.0.0.2");
            assertThat(span.attribute("client.address")).isEqualTo(client);
            assertThat(span.attribute("network.peer.address")).isEqualTo("127.0.0.1");
            run.assertNothingLeft();
        }
    }

    static List<Library> containers() {
        return List.of(
                Libraries.newest("tomcat-javax"),
                Libraries.newestBefore("jetty-javax", "10"),
                Libraries.all("jetty").get(0),
                Libraries.newest("undertow-javax"));
    }

    /** The names of the ids in access logs may be set as well. */
    @ParameterizedTest
    @MethodSource("containers")
    void webApplicationsAreServicesOfTheirOwn(Library container) throws IOException {
        TestedJava.assumeAtLeast(container.java(), container.name());
        ForkedApp.Builder app = app(container, "OBS_SERVICE_PER_APPLICATION", "true");
        try (AppRun run = AppRun.withAgent(AccessLogFile.renameIds(app))) {
            assertThat(services(run, "/shop/calls", 3)).containsOnly("shop");
            assertThat(services(run, "/shop/async/dispatch-calls", 3)).containsOnly("shop");
            assertThat(services(run, "/%73hop/hello", 1)).containsOnly("shop");
            ReceivedSpan bare = serve(run, "GET", "/bare/hello");
            assertThat(bare.serviceName()).isEqualTo("bare");
            if (new ServletContainer(container).logsRequests()) {
                AccessLogFile.awaitLine(directory.resolve("work/access.log"), bare);
            }
            assertThat(services(run, "/none", 1)).containsOnly("verified");
            WebClient.of(run.output()).beginSession("/bare/session", WebClient.newTraceId());
            run.take(span -> "/bare/session".equals(span.attribute("url.path")), "session", 1);

            PrometheusScrape scrape = run.scrape();
            String served = "http_server_request_duration_seconds_count";
            assertThat(scrape.sum(served)).isEqualTo(8);
            assertThat(scrape.sum(served, "service_name", "shop")).isEqualTo(5);
            assertThat(scrape.sum(served, "service_name", "bare")).isEqualTo(2);
            assertThat(scrape.labels("http_client_request_duration_seconds_count"))
                    .extracting(labels -> labels.get("service_name"))
                    .containsExactly("shop");
            assertThat(scrape.value("http_server_active_requests", "service_name", "shop"))
                    .hasValue(0);
            assertThat(scrape.value("http_server_active_sessions", "service_name", "bare"))
                    .hasValue(1);
            assertThat(scrape.labelValues("target_info", "service_name")).containsExactly("verified");
            run.assertNothingLeft();
        }
    }

    /** The services of the spans that a request makes. */
    private static List<String> services(AppRun run, String path, int spans) {
        String trace = WebClient.newTraceId();
        WebClient.of(run.output()).send("GET", path, null, trace);
        return run.take(span -> span.traceId().equals(trace), path, spans).stream()
                .map(ReceivedSpan::serviceName)
                .toList();
    }

    /** Sessions that began unseen end unseen. */
    @Test
    void countsTheSessionsThatBeginWhileItIsOn() throws IOException {
        Path yaml = directory.resolve("obs.yaml");
        Files.writeString(yaml, "instrumentation: {servlet: {enabled: false}}");
        try (AppRun run = start("OBS_CONFIG", yaml.toString())) {
            WebClient client = WebClient.of(run.output());
            String unseen = client.beginSession("/bare/session", WebClient.newTraceId());
            Files.writeString(yaml, "instrumentation: {servlet: {enabled: true}}");
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (run.spans().isEmpty() && System.nanoTime() < deadline) {
                client.send("GET", "/bare/hello", null, WebClient.newTraceId());
            }
            String seen = client.beginSession("/bare/session", WebClient.newTraceId());
            client.send("DELETE", "/bare/session", null, WebClient.newTraceId(), "Cookie", unseen);
            assertThat(run.scrape().value("http_server_active_sessions", "application", "/bare"))
                    .hasValue(1);
            client.send("DELETE", "/bare/session", null, WebClient.newTraceId(), "Cookie", seen);
            assertThat(run.scrape().value("http_server_active_sessions", "application", "/bare"))
                    .hasValue(0);
        }
    }

    @Test
    void leavesOutPaths() throws IOException {
        try (AppRun run = start(
                "OBS_HTTP_UNTRACED_PATHS", "/bare/hel*",
                "OBS_HTTP_UNMEASURED_PATHS", "/bare/chunked",
                "OBS_HTTP_INFER_ROUTE", "false")) {
            WebClient client = WebClient.of(run.output());
            assertThat(client.send("GET", "/bare/hello", null, WebClient.newTraceId())
                            .statusCode())
                    .isEqualTo(200);
            serve(run, "GET", "/bare/chunked");
            assertThat(serve(run, "GET", "/shop/answered/x").name()).isEqualTo("GET /shop/*");
            PrometheusScrape scrape = run.scrape();
            String count = "http_server_request_duration_seconds_count";
            assertThat(scrape.sum(count, "http_route", "/bare/hello")).isEqualTo(1);
            assertThat(scrape.labels(count, "http_route", "/bare/chunked")).isEmpty();
            run.assertNothingLeft();
        }
    }
}
