package io.obsagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkedAppTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void runsAMainClassToItsEnd() {
        try (ForkedApp app =
                fixture("print", "one", "two").env("GREETING", "hello").start()) {
            assertThat(app.awaitExit(SOON)).isZero();
            assertThat(app.lines(ForkedApp.Stream.STDOUT)).containsExactly("one", "two", "GREETING=hello");
            assertThat(app.lines(ForkedApp.Stream.STDERR)).containsExactly("option=set");
            assertThat(app.isAlive()).isFalse();
        }
    }

    @Test
    void runsAnExecutableJarWithAnAgent(@TempDir Path directory) throws IOException {
        Path jar = ForkedFixture.jar(directory.resolve("fixture.jar"));
        Path yaml = Files.writeString(directory.resolve("agent.yaml"), "service: {name: cart}");
        try (ForkedApp app = ForkedApp.builder()
                .agent(jar, yaml)
                .jar(jar)
                .args("print", "ran")
                .start()) {
            assertThat(app.awaitExit(SOON)).isZero();
            assertThat(app.lines(ForkedApp.Stream.STDOUT)).contains("[obs-agent] started with " + yaml, "ran");
            assertThatCode(() -> app.assertAgentSilentBut(line -> line.contains("started")))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> app.assertAgentSilentBut(line -> line.contains("hello")))
                    .hasMessageContaining("started with");
        }
    }

    @Test
    void hidesTheTestsOwnTelemetrySettings() {
        try (ForkedApp app =
                fixture("environment").env("OTEL_SERVICE_NAME", "cart").start()) {
            assertThat(app.awaitExit(SOON)).isZero();
            assertThat(app.lines(ForkedApp.Stream.STDOUT)).containsExactly("OTEL_SERVICE_NAME=cart");
        }
    }

    @Test
    void stopsGracefully() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (ForkedApp app =
                fixture("serve").onLine(line -> heard.add(line.text())).start()) {
            app.awaitLine("ready"::equals, SOON);
            assertThat(ProcessHandle.of(app.pid())).isPresent();
            assertThat(app.stop(SOON)).isEqualTo(143);
            assertThat(app.lines(ForkedApp.Stream.STDOUT)).containsExactly("ready", "bye");
            assertThat(heard).contains("ready", "bye");
        }
    }

    @Test
    void killsWhatDoesNotStopAndItsChildren() throws Exception {
        try (ForkedApp app =
                fixture("hang", System.getProperty("java.class.path")).start()) {
            long child = Long.parseLong(
                    app.awaitLine(line -> line.startsWith("child="), SOON).substring("child=".length()));
            app.awaitLine("ready"::equals, SOON);
            ProcessHandle childHandle = ProcessHandle.of(child).orElseThrow();
            assertThat(app.stop(Duration.ofMillis(300))).isEqualTo(137);
            assertThat(childHandle.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    @Test
    void tellsTheOutputWhenALineDoesNotCome() {
        try (ForkedApp app = fixture("print", "something else").start()) {
            assertThatThrownBy(() -> app.awaitLine("ready"::equals, SOON))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("ended without such a line")
                    .hasMessageContaining("something else");
        }
    }

    @Test
    void stopsWithTheJvmThatStartedIt() throws Exception {
        try (ForkedApp parent =
                fixture("fork", System.getProperty("java.class.path")).start()) {
            long child = Long.parseLong(
                    parent.awaitLine(line -> line.startsWith("child="), SOON).substring("child=".length()));
            ProcessHandle handle = ProcessHandle.of(child).orElseThrow();
            parent.terminate();
            parent.awaitExit(SOON);
            assertThat(handle.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    private static ForkedApp.Builder fixture(String... args) {
        return ForkedApp.builder()
                .jvmOptions("-Xshare:auto", "-Dfixture.option=set")
                .ownClassPath()
                .mainClass(ForkedFixture.class.getName())
                .args(args);
    }
}
