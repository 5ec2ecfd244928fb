package io.obsagent.verify.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.TestedJava;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications on the module path, whose libraries are named modules and read nothing of the agent's. */
class NamedModulesTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void needsModules() {
        TestedJava.assumeAtLeast(11, "a module path with today's libraries");
    }

    @Test
    void namedModulesAreObserved() throws Exception {
        try (AppRun run = AppRun.withAgent(service())) {
            ServiceContract.verify(run);
        }
    }

    /** As a runtime image that jlink made for an application that needs little: without java.management, say. */
    @Test
    void theAgentNeedsJavaInstrument() throws Exception {
        try (AppRun run =
                AppRun.withAgent(AppRun.app("http-server", "io.obsagent.verify.apps.httpserver.HttpServerMain")
                        .jvmOptions("--limit-modules", "java.instrument,jdk.httpserver"))) {
            run.awaitAgent();
            ServiceContract.get(run, "/hello");
            run.take(Kind.SERVER, "GET /hello");
            assertThat(run.scrape().sum("http_server_request_duration_seconds_count"))
                    .isEqualTo(1);
            run.assertNothingLeft();
        }
    }

    private ForkedApp.Builder service(String... jvmOptions) throws Exception {
        List<String> modulePath = new ArrayList<>(Stream.of("h2", "logback", "hikaricp")
                .flatMap(key -> Libraries.newest(key).files().stream())
                // the pool's own choice of a logger, and what the tests of JSON lines need
                .filter(file -> !file.contains("slf4j-nop") && !file.contains("jackson") && !file.contains("logstash"))
                .distinct()
                .toList());
        modulePath.add(ServiceJar.module(directory, modulePath).toString());
        return ForkedApp.builder()
                .java(TestedJava.executable())
                .jvmOptions("--module-path", String.join(System.getProperty("path.separator"), modulePath))
                .jvmOptions(jvmOptions)
                .mainClass("verified.service/" + ServiceContract.MAIN);
    }
}
