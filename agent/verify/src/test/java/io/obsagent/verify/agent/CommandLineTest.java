package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ForkedApp.Stream;
import io.obsagent.testkit.FreePort;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.verify.AppRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar obs-agent.jar}, in a JVM of its own. */
class CommandLineTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Path JAR = Path.of(System.getProperty("obsagent.jar"));

    @TempDir
    private Path directory;

    private OtlpSink sink;
    private RecordingTarget target;

    @BeforeEach
    void start() throws Exception {
        sink = OtlpSink.start();
        target = new RecordingTarget();
    }

    @AfterEach
    void stop() {
        target.close();
        sink.close();
    }

    @Test
    void tellsItsCommandsAndItsVersionWithoutColoursInAPipe() {
        AgentCommand help = AgentCommand.run("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .anyMatch(line -> line.startsWith("  attach PID"))
                .noneMatch(line -> line.contains("\u001b"));

        AgentCommand version = AgentCommand.run("--version");
        assertThat(version.code()).isZero();
        assertThat(version.out()).singleElement().asString().matches("obs-agent \\d.*");
    }

    @Test
    void whatIsNoCommandIsAnsweredWithTheCommands() {
        for (String[] wrong : new String[][] {{"atach", "1"}, {"attach"}, {"detach", "1", "2"}, {"check"}}) {
            AgentCommand result = AgentCommand.run(wrong);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).anyMatch(line -> line.startsWith("  attach PID"));
        }
    }

    @Test
    void aProcessThatIsNotThereIsTold() {
        AgentCommand result = AgentCommand.run("detach", "999999999");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).singleElement().asString().startsWith("cannot attach to process 999999999");
    }

    @Test
    void detachTakesTheAgentOutAndAttachBringsItBack() throws Exception {
        int port = FreePort.next();
        Path yaml = Files.writeString(
                directory.resolve("obs.yaml"),
                "methods: {calls: {class: io.obsagent.verify.apps.plain.Caller, methods: call}}\n");
        try (ForkedApp app = caller(port).agent(JAR, yaml).start()) {
            sink.awaitSpans(span -> span.name().equals("GET"), 3, TIMEOUT);
            sink.awaitSpans(span -> span.name().equals("Caller.call"), 3, TIMEOUT);
            assertThat(PrometheusScrape.fetch("http://127.0.0.1:" + port + "/metrics")
                            .sum("obs_agent_woven_types"))
                    .isPositive();
            assertThat(agentThreads(app)).isNotEmpty();
            assertThat(target.lastTraceparent()).isNotNull();
            String pid = Long.toString(app.pid());

            AgentCommand detached = AgentCommand.run("detach", pid);
            assertThat(detached.code()).as(detached.toString()).isZero();
            assertThat(detached.out())
                    .singleElement()
                    .asString()
                    .matches("process " + pid + ": detached, [1-9]\\d* classes have their original code again");
            awaitNoAgentThreads(app);
            assertThat(isOpen(port)).isFalse();
            awaitCalls(app, 3);
            assertThat(target.lastTraceparent())
                    .as("the call goes out as without the agent")
                    .isNull();
            sink.clear();
            awaitCalls(app, 5);
            assertThat(sink.spans()).isEmpty();

            AgentCommand again = AgentCommand.run("detach", pid);
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.err()).containsExactly("process " + pid + ": no obs-agent is at work there");

            assertThat(AgentCommand.run("attach", pid).code()).isZero();
            sink.awaitSpans(span -> span.name().equals("GET"), 3, TIMEOUT);
            assertThat(isOpen(port)).isTrue();
            AgentCommand twice = AgentCommand.run("attach", pid);
            assertThat(twice.code()).isEqualTo(1);
            assertThat(twice.err()).containsExactly("process " + pid + ": an obs-agent is at work there already");
            assertThat(AgentCommand.run("detach", pid).code()).isZero();
            assertThat(app.lines(Stream.STDOUT)).allMatch(line -> line.endsWith(" 200"));
            assertThat(app.agentLines())
                    .hasSize(4)
                    .allMatch(line -> line.contains(" started for ") || line.contains(" detached: "));
        }
    }

    @Test
    void attachBringsTheConfigurationBackAndLeavesOneCallInTheShutdownSequence() throws Exception {
        Path yaml = Files.writeString(directory.resolve("obs.yaml"), "service: {name: from-file}\n");
        try (ForkedApp app = caller(FreePort.next()).agent(JAR, yaml).start()) {
            sink.awaitSpans(span -> span.name().equals("GET"), 1, TIMEOUT);
            String pid = Long.toString(app.pid());
            for (int i = 0; i < 2; i++) {
                assertThat(AgentCommand.run("detach", pid).code()).isZero();
                AgentCommand attached = AgentCommand.run("attach", pid);
                assertThat(attached.out()).containsExactly("process " + pid + ": attached");
                assertThat(app.agentLines()).last().asString().contains(" started for from-file: ");
            }
            assertThat(jcmd(app, "GC.class_histogram").lines())
                    .filteredOn(line -> line.matches(".*\\.(LastCall|LastBreath\\$AfterAll)( .*)?"))
                    .hasSize(2)
                    .allMatch(line -> line.matches(" *\\d+: +1 .*"));
        }
    }

    @Test
    void attachTellsWhatFailedAndThatTheVersionIsAnother() throws Exception {
        Path broken = jarWithout("agent/io/obsagent/telemetry/ObsTelemetry.classdata", null);
        try (ForkedApp app = caller(FreePort.next()).start()) {
            String pid = Long.toString(app.pid());
            awaitCalls(app, 1);
            for (int i = 0; i < 2; i++) {
                AgentCommand failed = AgentCommand.runJar(broken, "attach", pid);
                assertThat(failed.code()).isEqualTo(1);
                assertThat(failed.err())
                        .singleElement()
                        .asString()
                        .contains("the obs-agent there has not started: java.lang.NoClassDefFoundError");
            }
        }
        Path newer = jarWithout("agent/version", "99.0");
        try (ForkedApp app = caller(FreePort.next()).agent(JAR).start()) {
            sink.awaitSpans(span -> span.name().equals("GET"), 1, TIMEOUT);
            String pid = Long.toString(app.pid());
            assertThat(AgentCommand.runJar(newer, "detach", pid).code()).isZero();
            assertThat(AgentCommand.runJar(newer, "attach", pid).out())
                    .singleElement()
                    .asString()
                    .contains("attached, but version ", "; 99.0 takes a start of the JVM");
        }
    }

    /** A copy of the agent with another content of one entry, null for none. */
    private Path jarWithout(String entry, String instead) throws IOException {
        Path jar = Files.copy(JAR, directory.resolve(entry.hashCode() + ".jar"));
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Files.delete(zip.getPath(entry));
            if (instead != null) {
                Files.writeString(zip.getPath(entry), instead);
            }
        }
        return jar;
    }

    private void awaitCalls(ForkedApp app, int more) {
        int last = app.lines(Stream.STDOUT).size() + more;
        app.awaitLine(line -> line.startsWith("call " + last + " "), TIMEOUT);
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** The configuration's thread sleeps for two seconds before it looks whether it is still wanted. */
    private static void awaitNoAgentThreads(ForkedApp app) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!agentThreads(app).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(200);
        }
        assertThat(agentThreads(app)).isEmpty();
    }

    private static List<String> agentThreads(ForkedApp app) throws Exception {
        String threads = jcmd(app, "Thread.print");
        assertThat(threads).contains("\"main\"");
        return threads.lines().filter(line -> line.startsWith("\"obs-agent-")).toList();
    }

    private static String jcmd(ForkedApp app, String command) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(app.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private ForkedApp.Builder caller(int metricsPort) {
        return AppRun.app("plain", "io.obsagent.verify.apps.plain.Caller")
                .args(target.url(), "100000")
                .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
                .env("OBS_EXPORTER_ENDPOINT", sink.httpEndpoint())
                .env("OBS_EXPORTER_SCHEDULE_DELAY", "100ms")
                .env("OBS_SERVER_PORT", Integer.toString(metricsPort));
    }

    /** A server that the application calls, and that notes which trace the calls belong to. */
    private static final class RecordingTarget implements AutoCloseable {
        private final HttpServer server;
        private volatile String traceparent;

        RecordingTarget() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/", exchange -> {
                traceparent = exchange.getRequestHeaders().getFirst("traceparent");
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        }

        String lastTraceparent() {
            return traceparent;
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
