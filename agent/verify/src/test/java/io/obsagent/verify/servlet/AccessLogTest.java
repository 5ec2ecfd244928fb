package io.obsagent.verify.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Logs of requests by Logback-access: also what another thread writes, also of requests that reach no servlet. */
class AccessLogTest {

    private static final List<String> PATHS =
            List.of("/bare/hello", "/bare/none", "/nowhere", "/bare/throw/runtime", "/bare/async/dispatch");

    @ParameterizedTest
    @LibraryVersions({"logback-access", "logback-access-jetty"})
    void eachLineHasTheIdsOfItsRequest(Library logback, @TempDir Path directory) throws IOException {
        Path work = directory.resolve("work");
        try (AppRun run =
                AppRun.withAgent(app(logback, directory).env("OBS_HTTP_TRACE_RESPONSE_HEADER", "traceresponse"))) {
            WebClient client = WebClient.of(run.output());
            for (String path : PATHS) {
                if (path.equals("/nowhere") && !logback.isAtLeast("1.2")) {
                    continue; // Tomcat 7 asks none of its valves
                }
                String trace = WebClient.newTraceId();
                HttpResponse<String> response = client.send("GET", path, null, trace);
                ReceivedSpan span =
                        run.take(each -> each.traceId().equals(trace), path, 1).get(0);
                assertThat(response.headers().firstValue("traceresponse"))
                        .hasValue("00-" + trace + "-" + span.spanId() + "-01");
                AccessLogFile.awaitLine(work.resolve("access.log"), span);
                AccessLogFile.awaitLine(work.resolve("deferred.log"), span);
            }
            run.assertNothingLeft();
        }
    }

    @ParameterizedTest
    @LibraryVersions("logback-access")
    void idsHaveTheNamesThatAreSet(Library logback, @TempDir Path directory) throws IOException {
        try (AppRun run = AppRun.withAgent(AccessLogFile.renameIds(app(logback, directory)))) {
            WebClient.of(run.output()).send("GET", "/bare/hello", null, WebClient.newTraceId());
            ReceivedSpan span = run.take(Kind.SERVER, "GET /bare/hello");
            AccessLogFile.awaitLine(directory.resolve("work/access.log"), span);
            AccessLogFile.awaitLine(directory.resolve("work/deferred.log"), span);
            run.assertNothingLeft();
        }
    }

    private static ForkedApp.Builder app(Library logback, Path directory) throws IOException {
        boolean tomcat = logback.key().equals("logback-access");
        boolean jakarta = logback.isAtLeast("2");
        return AppRun.app(
                        jakarta ? "web-jakarta" : "web",
                        "io.obsagent.verify.apps.web." + (tomcat ? "TomcatMain" : "JettyMain"),
                        logback,
                        Libraries.newestBefore("spring-webmvc", tomcat ? jakarta ? "8" : "5" : jakarta ? "7" : "6"),
                        Libraries.newestBefore("jersey", jakarta ? "4" : "3"))
                .args(
                        Files.createDirectory(directory.resolve("files")).toString(),
                        directory.resolve("work").toString(),
                        "org.eclipse.jetty" + (jakarta ? ".ee10" : "") + ".servlet");
    }
}
