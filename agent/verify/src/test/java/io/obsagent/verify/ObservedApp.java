package io.obsagent.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * One of the applications under {@code agent/verify/apps} in a JVM with obs-agent.jar, which sends its spans to a sink
 * and serves its metrics to a scrape of the test's.
 */
public final class ObservedApp implements AutoCloseable {

    /** How long a JVM on a busy machine may take for anything. */
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final Path JAR = Path.of(System.getProperty("obsagent.jar"));
    private static final Path APPS = Path.of(System.getProperty("obsagent.apps"));

    private final OtlpSink sink;
    private final ForkedApp app;
    private final String metricsUrl;

    private ObservedApp(ForkedApp.Builder builder) {
        int port = freePort();
        metricsUrl = "http://127.0.0.1:" + port + "/metrics";
        sink = OtlpSink.start();
        app = builder.agent(JAR)
                .env("OBS_EXPORTER_ENDPOINT", sink.httpEndpoint())
                .env("OBS_EXPORTER_SCHEDULE_DELAY", "100ms")
                .env("OBS_SERVER_PORT", Integer.toString(port))
                .start();
    }

    /**
     * How an application starts without the agent: on the java executable that the system property obsagent.java names,
     * else on the test's own.
     *
     * @param name its folder
     * @param libraries the folder of its libraries under {@code target}, usually {@code lib}
     * @param mainClass its main class
     */
    public static ForkedApp.Builder plain(String name, String libraries, String mainClass) {
        Path target = APPS.resolve(name).resolve("target");
        ForkedApp.Builder builder = ForkedApp.builder();
        String java = System.getProperty("obsagent.java");
        if (java != null) {
            builder.java(Path.of(java));
        }
        return builder.classPath(target.resolve("classes").toString(), target.resolve(libraries) + "/*")
                .mainClass(mainClass);
    }

    /** Starts an application with the agent. */
    public static ObservedApp start(ForkedApp.Builder builder) {
        return new ObservedApp(builder);
    }

    /** The running application. */
    public ForkedApp app() {
        return app;
    }

    /** Where its spans arrive. */
    public OtlpSink sink() {
        return sink;
    }

    /** Its metrics now. */
    public PrometheusScrape scrape() {
        return PrometheusScrape.fetch(metricsUrl);
    }

    /** The first line on standard output that begins like this, awaited. */
    public String awaitLine(String beginning) {
        return app.awaitLine(line -> line.startsWith(beginning), TIMEOUT);
    }

    /** Waits until that many spans match. */
    public List<ReceivedSpan> awaitSpans(Predicate<ReceivedSpan> predicate, int count) {
        return sink.awaitSpans(predicate, count, TIMEOUT);
    }

    /**
     * Ends the application in an orderly way and checks that the agent left nothing behind: no further span, no word but
     * the one that it has started, no failed hook.
     *
     * @param spans how many spans there are to be in all
     */
    public void assertNothingElse(int spans) {
        assertThat(scrape().samples("obs_agent_hook_errors_total"))
                .as("failed hooks")
                .allSatisfy(sample -> assertThat(sample.value()).isZero());
        app.stop(TIMEOUT);
        assertThat(sink.spans()).as("spans after the application has ended").hasSize(spans);
        app.assertAgentSilentBut(line -> line.contains(" INFO "));
    }

    @Override
    public void close() {
        app.close();
        sink.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
