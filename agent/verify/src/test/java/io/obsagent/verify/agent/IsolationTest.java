package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ForkedApp.Stream;
import io.obsagent.verify.AppRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application can see of the agent: next to nothing. */
class IsolationTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Path JAR = Path.of(System.getProperty("obsagent.jar"));
    private static final String SIGHT = "io.obsagent.verify.apps.plain.Sight";

    @Test
    void theAgentsLibrariesAreInvisible() {
        try (ForkedApp app = sight().agent(JAR)
                .env("OBS_SERVER_PORT", "0")
                .env("OBS_EXPORTER_PROTOCOL", "none")
                .args(
                        "io.obsagent.boot.Agent",
                        "io.obsagent.api.Telemetry",
                        "io.obsagent.dist.AgentStart",
                        "io.opentelemetry.api.trace.Span",
                        "io.micrometer.core.instrument.MeterRegistry",
                        "net.bytebuddy.jar.asm.ClassReader",
                        "com.fasterxml.jackson.core.JsonParser",
                        "META-INF/services/io.obsagent.api.Instrumentation",
                        "io/opentelemetry/api/trace/Span.class")
                .start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.lines(Stream.STDOUT).subList(0, 9))
                    .containsExactly(
                            "io.obsagent.boot.Agent true",
                            "io.obsagent.api.Telemetry false",
                            "io.obsagent.dist.AgentStart false",
                            "io.opentelemetry.api.trace.Span false",
                            "io.micrometer.core.instrument.MeterRegistry false",
                            "net.bytebuddy.jar.asm.ClassReader false",
                            "com.fasterxml.jackson.core.JsonParser false",
                            "META-INF/services/io.obsagent.api.Instrumentation 0",
                            "io/opentelemetry/api/trace/Span.class 0");
        }
    }

    /** Properties, handlers and loaders are those of a JVM without the agent, and the JVM has nothing to warn of. */
    @Test
    void theJvmLooksTheSame() {
        List<String> plain;
        try (ForkedApp app = sight().start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            plain = app.lines(Stream.STDOUT);
        }
        try (ForkedApp app = sight().agent(JAR)
                .env("OBS_SERVER_PORT", "0")
                .env("OBS_EXPORTER_PROTOCOL", "none")
                .start()) {
            assertThat(app.awaitExit(TIMEOUT)).isZero();
            assertThat(app.lines(Stream.STDOUT)).isEqualTo(plain);
            assertThat(app.lines(Stream.STDERR)).allMatch(line -> line.startsWith(ForkedApp.AGENT_LINE));
        }
    }

    /** People parse what these tools print, and JAVA_TOOL_OPTIONS reaches them too. */
    @ParameterizedTest
    @ValueSource(
            strings = {"keytool -showinfo -tls", "javac -help", "jcmd -h", "javap java.lang.Object", "jar --version"})
    void toolsOfTheJdkAreLeftAloneSilently(String command) throws Exception {
        List<String> plain = run(command, null);
        List<String> observed = run(command, "-javaagent:" + JAR);

        assertThat(plain).hasSizeGreaterThan(1);
        assertThat(observed)
                .filteredOn(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
                .containsExactlyElementsOf(plain);
    }

    /** The exit code and what the tool printed. */
    private static List<String> run(String command, String toolOptions) throws Exception {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.set(
                0, Path.of(System.getProperty("java.home"), "bin", words.get(0)).toString());
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        if (toolOptions != null) {
            builder.environment().put("JAVA_TOOL_OPTIONS", toolOptions);
        }
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> lines = new ArrayList<>(
                new String(process.getInputStream().readAllBytes()).lines().toList());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        lines.add("exit " + process.exitValue());
        return lines;
    }

    private static ForkedApp.Builder sight() {
        return AppRun.app("plain", SIGHT);
    }
}
