package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ForkedApp.Stream;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.TestedJava;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under a security manager, whose policy knows the application and nothing of the agent. Java 24 took it away. */
class SecurityManagerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Path JAR = Path.of(System.getProperty("obsagent.jar"));
    private static final Path CLASSES =
            Path.of(System.getProperty("obsagent.apps")).resolve("plain/target/classes");
    private static final String[] THREE_CALLS = {"call 0 200", "call 1 200", "call 2 200", "done"};

    private OtlpSink sink;
    private Neighbour neighbour;

    @TempDir
    private Path directory;

    @BeforeEach
    void startSink() throws Exception {
        assumeTrue(TestedJava.feature() < 24, "there are no security managers any more");
        sink = OtlpSink.start();
        neighbour = Neighbour.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (sink != null) {
            neighbour.close();
            sink.close();
        }
    }

    @Test
    void oneOfTheApplicationDoesNotHinderTheAgent() throws Exception {
        try (ForkedApp app = caller("GuardedCaller", allowed())) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.lines(Stream.STDOUT)).containsExactly(THREE_CALLS);
            assertThat(app.lines(Stream.STDERR).toString()).doesNotContain("AccessControlException");
            sink.awaitSpans(span -> span.name().equals("GET"), 3, TIMEOUT);
        }
    }

    @Test
    void oneOfTheCommandLineMakesTheAgentStepAside() throws Exception {
        try (ForkedApp app = caller("Caller", "-Djava.security.manager")) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.lines(Stream.STDOUT)).containsExactly(THREE_CALLS);
            assertThat(app.agentLines()).singleElement().asString().contains("not started", "access denied");
        }
    }

    /** Older JVMs take every value for the class of a security manager to start with; they allow any. */
    private static String allowed() {
        return TestedJava.feature() < 12 ? "-Dnothing=to.allow" : "-Djava.security.manager=allow";
    }

    private ForkedApp caller(String mainClass, String securityManager) throws Exception {
        Path policy = directory.resolve("application.policy");
        Files.writeString(
                policy, "grant codeBase \"" + CLASSES.toUri() + "-\" { permission java.security.AllPermission; };");
        return AppRun.app("plain", "io.obsagent.verify.apps.plain." + mainClass)
                .jvmOptions(securityManager, "-Djava.security.policy==" + policy)
                .args(neighbour.url(), "3")
                .env("OBS_EXPORTER_ENDPOINT", sink.httpEndpoint())
                .env("OBS_SERVER_PORT", "0")
                .agent(JAR)
                .start();
    }
}
