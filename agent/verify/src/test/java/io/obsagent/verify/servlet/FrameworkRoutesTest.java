package io.obsagent.verify.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Routes by frameworks that bring a web application of their own kind; the others run in {@link ServletContainerTest}. */
class FrameworkRoutesTest {

    @TempDir
    private Path directory;

    private Path files;

    @BeforeEach
    void makeFiles() throws IOException {
        files = Files.createDirectory(directory.resolve("files"));
    }

    @ParameterizedTest
    @LibraryVersions({"struts", "struts-javax"})
    void strutsActions(Library struts) {
        Library tomcat = Libraries.all(struts.key().endsWith("-javax") ? "tomcat-javax" : "tomcat-jakarta")
                .get(0);
        try (AppRun run = start(tomcat, struts)) {
            assertRoute(run, "/shop/actions/list.action", 203, "/shop/actions/list.action");
            assertRoute(run, "/shop/actions/list", 203, "/shop/actions/list");
            assertRoute(run, "/shop/actions/item_7.action", 203, "/shop/actions/item_*.action");
            assertRoute(run, "/shop/actions/chained", 203, "/shop/actions/chained");
            assertRoute(run, "/shop/actions/none", 404, "/shop/*");
            ReceivedSpan broken = assertRoute(run, "/shop/actions/broken", 500, "/shop/actions/broken");
            assertThat(broken.status()).isEqualTo(ReceivedSpan.Status.ERROR);
            run.assertNothingLeft();
        }
    }

    @ParameterizedTest
    @LibraryVersions({"jasper", "jasper-javax"})
    void jspPages(Library jasper) throws IOException {
        Files.createDirectory(files.resolve("pages"));
        Files.writeString(files.resolve("pages/hello.jsp"), "hello ${pageContext.request.method}");
        Files.writeString(files.resolve("pages/outer.jsp"), "<jsp:include page=\"hello.jsp\"/>");
        Files.writeString(files.resolve("pages/forward.jsp"), "<jsp:forward page=\"hello.jsp\"/>");
        Files.writeString(files.resolve("pages/broken.jsp"), "<% if (true) throw new IllegalStateException(); %>");
        Library tomcat = Libraries.all(jasper.key().endsWith("-javax") ? "tomcat-javax" : "tomcat-jakarta").stream()
                .filter(version -> version.version().equals(jasper.version()))
                .findFirst()
                .orElseThrow();
        try (AppRun run = start(tomcat, jasper)) {
            assertRoute(run, "/shop/pages/hello.jsp", 200, "/shop/pages/hello.jsp");
            assertRoute(run, "/shop/pages/outer.jsp", 200, "/shop/pages/outer.jsp");
            assertRoute(run, "/shop/pages/forward.jsp", 200, "/shop/pages/forward.jsp");
            assertRoute(run, "/shop/pages/none.jsp", 404, "/shop/*.jsp");
            ReceivedSpan broken = assertRoute(run, "/shop/pages/broken.jsp", 500, "/shop/pages/broken.jsp");
            assertThat(broken.status()).isEqualTo(ReceivedSpan.Status.ERROR);
            run.assertNothingLeft();
        }
    }

    private AppRun start(Library tomcat, Library framework) {
        return AppRun.withAgent(new ServletContainer(tomcat).application(files, directory.resolve("work"), framework));
    }

    private static ReceivedSpan assertRoute(AppRun run, String path, int status, String route) {
        String trace = WebClient.newTraceId();
        assertThat(WebClient.of(run.output()).send("GET", path, null, trace).statusCode())
                .isEqualTo(status);
        ReceivedSpan span =
                run.take(each -> each.traceId().equals(trace), path, 1).get(0);
        assertThat(span.name()).isEqualTo("GET " + route);
        assertThat(span.attribute("http.route")).isEqualTo(route);
        return span;
    }
}
