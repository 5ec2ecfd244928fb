package io.obsagent.verify;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.FreePort;
import io.obsagent.testkit.OtlpSink;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedLog;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.TestedJava;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * One run of an application of {@code apps/} under the real jar, with a collector of its own. Spans are taken by the test
 * one after the other; {@link #assertNothingLeft} fails when the application has sent more than the test expected.
 */
public final class AppRun implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Path BUILT = Path.of(System.getProperty("obsagent.jar"));

    private final OtlpSink sink = OtlpSink.start();
    private final int metricsPort = FreePort.next();
    private final ForkedApp app;
    private final List<ReceivedSpan> taken = new ArrayList<>();

    private AppRun(ForkedApp.Builder application, Path agentJar, boolean grpc) {
        app = application
                .agent(agentJar)
                .env("OTEL_SERVICE_NAME", "verified")
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", grpc ? sink.grpcEndpoint() : sink.httpEndpoint())
                .env("OTEL_BSP_SCHEDULE_DELAY", "100")
                .env("OBS_SERVER_PORT", String.valueOf(metricsPort))
                .start();
    }

    /** Starts an application with the agent and waits until it prints {@code done}. */
    public static AppRun withAgent(ForkedApp.Builder application) {
        return withAgent(application, BUILT);
    }

    /** The same with another jar than the one that was built. */
    public static AppRun withAgent(ForkedApp.Builder application, Path agentJar) {
        return awaitDone(new AppRun(application, agentJar, false));
    }

    /** The same, with a collector that is reached by gRPC. */
    public static AppRun withAgentByGrpc(ForkedApp.Builder application) {
        return awaitDone(new AppRun(application.env("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), BUILT, true));
    }

    private static AppRun awaitDone(AppRun run) {
        try {
            run.app.awaitLine("done"::equals, TIMEOUT);
            return run;
        } catch (Throwable failure) {
            run.close();
            throw failure;
        }
    }

    /** What the application prints without the agent, until {@code done}. */
    public static List<String> outputWithoutAgent(ForkedApp.Builder application) {
        try (ForkedApp app = application.start()) {
            app.awaitLine("done"::equals, TIMEOUT);
            return app.lines(ForkedApp.Stream.STDOUT);
        }
    }

    /**
     * An application of {@code apps/}, to be completed. It runs on the java executable that the system property
     * {@code obsagent.java} names, else on the test's own.
     *
     * @param name its folder
     * @param libraries the folder of its libraries under {@code target}
     * @param mainClass its main class
     */
    public static ForkedApp.Builder app(String name, String libraries, String mainClass) {
        Path target = target(name);
        return ForkedApp.builder()
                .java(TestedJava.executable())
                .classPath(target.resolve("classes").toString(), target.resolve(libraries) + "/*")
                .mainClass(mainClass);
    }

    /**
     * An application of {@code apps/} with certain versions of libraries, to be completed. What it needs besides is in
     * its {@code target/lib}.
     *
     * @param name its folder
     * @param mainClass its main class
     * @param libraries go before its own libraries in the class path
     */
    public static ForkedApp.Builder app(String name, String mainClass, Library... libraries) {
        Path target = target(name);
        ForkedApp.Builder builder = ForkedApp.builder()
                .java(TestedJava.executable())
                .classPath(target.resolve("classes").toString())
                .mainClass(mainClass);
        for (Library library : libraries) {
            library.addTo(builder);
        }
        return builder.classPath(target.resolve("lib") + "/*");
    }

    /** Where an application of {@code apps/} was built.
     *
     * @param name its folder
     */
    public static Path target(String name) {
        return Path.of(System.getProperty("obsagent.apps"), name, "target");
    }

    /** What the application printed. */
    public List<String> output() {
        return app.lines(ForkedApp.Stream.STDOUT);
    }

    /** The operating system's id of the application. */
    public long pid() {
        return app.pid();
    }

    /** Where the agent serves /metrics, without a path. */
    public String agentUrl() {
        return "http://127.0.0.1:" + metricsPort;
    }

    /** What the agent has written to its log. */
    public List<String> agentLines() {
        return app.agentLines();
    }

    /** All spans that have arrived, taken or not. */
    public List<ReceivedSpan> spans() {
        return sink.spans();
    }

    /** Waits for at least so many log records and returns all that have arrived. */
    public List<ReceivedLog> awaitLogs(int count) {
        return sink.awaitLogs(log -> true, count, TIMEOUT);
    }

    /** Waits until the application prints a line. */
    public void awaitOutput(String line) {
        app.awaitLine(line::equals, TIMEOUT);
    }

    /** Waits until the agent says that it has started: an application may be quicker. */
    public void awaitAgent() {
        app.awaitLine(line -> line.startsWith(ForkedApp.AGENT_LINE) && line.contains(" started for "), TIMEOUT);
    }

    /** The metrics as they are now. */
    public PrometheusScrape scrape() {
        return scrape(PrometheusScrape.TEXT);
    }

    /** The metrics as they are now, in the format of an Accept header. */
    public PrometheusScrape scrape(String accept) {
        return PrometheusScrape.fetch("http://127.0.0.1:" + metricsPort + "/metrics", accept);
    }

    /**
     * Scrapes until the metrics show what is wanted.
     *
     * @param what describes it in the message of a failure
     */
    public PrometheusScrape awaitScrape(Predicate<PrometheusScrape> wanted, String what) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            PrometheusScrape scrape = scrape();
            if (wanted.test(scrape)) {
                return scrape;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " is not to be seen in " + scrape.families());
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** Waits for the one span that matches, and takes it. */
    public ReceivedSpan take(ReceivedSpan.Kind kind, String name) {
        return take(kind, name, 1).get(0);
    }

    /** Waits for exactly so many spans in the order in which they started, and takes them. */
    public List<ReceivedSpan> take(ReceivedSpan.Kind kind, String name, int count) {
        return take(span -> span.kind() == kind && span.name().equals(name), kind + " " + name, count);
    }

    /**
     * Waits for exactly so many spans that match, and takes them.
     *
     * @param what describes them in the message of a failure
     */
    public List<ReceivedSpan> take(Predicate<ReceivedSpan> wanted, String what, int count) {
        List<ReceivedSpan> found =
                new ArrayList<>(sink.awaitSpans(span -> wanted.test(span) && !taken.contains(span), count, TIMEOUT));
        if (found.size() != count) {
            throw new AssertionError(what + ": " + count + " spans expected, " + found.size() + " came: " + found);
        }
        found.sort((a, b) -> Long.compare(a.startNanos(), b.startNanos()));
        taken.addAll(found);
        return found;
    }

    /**
     * Waits for at least so many spans of whatever kind and takes all that there are, in the order in which they started.
     * For tests with thousands of them.
     */
    public List<ReceivedSpan> takeAll(int count) {
        List<ReceivedSpan> found = new ArrayList<>(sink.awaitSpans(span -> true, count, TIMEOUT));
        sink.clear();
        found.sort((a, b) -> Long.compare(a.startNanos(), b.startNanos()));
        return found;
    }

    /**
     * Stops the application and fails when there are spans that the test has not taken, a hook that threw, or any line of
     * the agent but the one that says it has started.
     */
    public void assertNothingLeft() {
        assertNothingLeftBut(span -> false);
    }

    /** The same, but for spans that may come and may not. */
    public void assertNothingLeftBut(Predicate<ReceivedSpan> possible) {
        PrometheusScrape last = scrape();
        app.stop(TIMEOUT);
        List<ReceivedSpan> left = new ArrayList<>(sink.spans());
        left.removeAll(taken);
        left.removeIf(possible);
        if (!left.isEmpty()) {
            throw new AssertionError("spans that nobody expected:\n  "
                    + String.join("\n  ", left.stream().map(String::valueOf).toList()));
        }
        if (last.sum("obs_agent_hook_errors_total") > 0) {
            throw new AssertionError("hooks failed: " + last.labels("obs_agent_hook_errors_total"));
        }
        app.assertAgentSilentBut(line -> line.contains("started") || line.contains("/metrics"));
    }

    @Override
    public void close() {
        app.close();
        sink.close();
    }
}
