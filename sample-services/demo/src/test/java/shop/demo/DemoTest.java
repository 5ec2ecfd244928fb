package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obsagent.testkit.ForkedApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo as a newcomer runs it, on what {@code package} has built. It must leave no process and no file behind. */
@Tag("slow")
class DemoTest {

    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(60);

    /** All temporary files of the demo and of its children are below. */
    @TempDir
    Path temporary;

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(children()).isEmpty();
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("obs-agent-demo-")))
                    .isEmpty();
        }
    }

    @Test
    void showsSignalsOneCheckoutAndItsLogLines() {
        assumeBuilt("agent/dist/target/obs-agent.jar");
        try (ForkedApp demo = demo("--exit-after-report", "--load-seconds", "10")) {
            int exitCode = demo.awaitExit(START.plus(STOP));
            assertThat(demo.lines(ForkedApp.Stream.STDOUT)).anyMatch(line -> line.startsWith("One checkout: "));
            assertThat(complaints(demo)).isEmpty();
            assertThat(exitCode)
                    .as(String.join("\n", demo.lines(ForkedApp.Stream.STDOUT)))
                    .isZero();
        }
    }

    @Test
    void runsTheSameWithoutTheAgent() {
        try (ForkedApp demo = demo("--no-agent", "--exit-after-report", "--load-seconds", "5")) {
            int exitCode = demo.awaitExit(START.plus(STOP));
            assertThat(exitCode)
                    .as(String.join("\n", demo.lines(ForkedApp.Stream.STDOUT)))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Starting", "✓ PostgreSQL", "✓ Kafka", "✓ cart", "Shopping", "stays up"})
    void aSignalAtAnyMomentEndsEverything(String moment) throws Exception {
        try (ForkedApp demo = demo("--no-agent", "--load-seconds", "3")) {
            demo.awaitLine(line -> line.contains(moment), START);
            new ProcessBuilder("kill", "-INT", String.valueOf(demo.pid()))
                    .start()
                    .waitFor();
            assertThat(demo.awaitExit(STOP)).isEqualTo(130);
            assertThat(complaints(demo)).isEmpty();
        }
    }

    private ForkedApp demo(String... options) {
        for (String service : List.of("product", "cart", "loms", "notification")) {
            assumeBuilt("sample-services/" + service + "/target/" + service + ".jar");
        }
        return ForkedApp.builder()
                .jvmOptions("-Djava.io.tmpdir=" + temporary)
                .ownClassPath()
                .mainClass(Demo.class.getName())
                .args(options)
                .start();
    }

    private List<String> children() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(temporary + "/obs-agent-demo-"))
                .toList();
    }

    /** Newer JDKs warn of Netty's native transport on the class path; the manifest of demo.jar allows it. */
    private static List<String> complaints(ForkedApp demo) {
        return demo.lines(ForkedApp.Stream.STDERR).stream()
                .filter(line -> !line.startsWith("WARNING: "))
                .toList();
    }

    private static void assumeBuilt(String path) {
        assumeTrue(Files.exists(Path.of("../..").resolve(path)), path + " is not built");
    }
}
