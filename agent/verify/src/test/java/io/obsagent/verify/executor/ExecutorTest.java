package io.obsagent.verify.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.JdkPart;
import io.obsagent.verify.matrix.TestedJava;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Work on shared pools stays in the trace of whoever handed it over, in one JVM that lives through all tests. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@JdkPart({
    "ThreadPoolExecutor",
    "ForkJoinPool",
    "Thread.start",
    "Timer",
    "CompletableFuture",
    "virtual threads",
    "StructuredTaskScope"
})
class ExecutorTest {

    private static final int CALLERS = 1000;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern CALLER = Pattern.compile("caller_(\\d+)");
    private static final Pattern TASK = Pattern.compile("task_(\\d+)");

    private static AppRun app;
    private static Socket commands;

    @BeforeAll
    static void start() throws Exception {
        // room for all spans of a test, which come faster than they are sent
        app = AppRun.withAgent(builder().env("OBS_EXPORTER_QUEUE_SIZE", "20000"));
        commands = connect(app.output());
    }

    @AfterAll
    static void stop() throws Exception {
        commands.close();
        app.close();
    }

    @ParameterizedTest
    @Order(1)
    @JdkPart("ThreadPoolExecutor")
    @CsvSource({
        "execute, 1",
        "shared, 1",
        "submit, 1",
        "invokeAll, 1",
        "priority, 1",
        "overriding, 1",
        "callerBlocks, 1",
        "tomcat, 1",
        "schedule, 1",
        "scheduledExecute, 1"
    })
    void tasksOfPoolsAreInTheTraceOfTheirCaller(String way, int parts) throws Exception {
        assertEachTaskInTheTraceOfItsCaller(way, parts);
    }

    @ParameterizedTest
    @Order(1)
    @JdkPart("ForkJoinPool")
    @CsvSource({
        "forkJoin, 1",
        "forkJoinSubmit, 1",
        "commonPool, 1",
        "recursive, 4",
        "parallelStream, 4",
        "commonParallelStream, 4"
    })
    void tasksThatForkAreInTheTraceOfTheirCaller(String way, int parts) throws Exception {
        assertEachTaskInTheTraceOfItsCaller(way, parts);
    }

    @ParameterizedTest
    @Order(1)
    @JdkPart("Thread.start")
    @CsvSource({"threadStart, 1", "threadSubclass, 1"})
    void threadsAreInTheTraceOfTheirStarter(String way, int parts) throws Exception {
        assertEachTaskInTheTraceOfItsCaller(way, parts);
    }

    @ParameterizedTest
    @Order(1)
    @JdkPart("Timer")
    @CsvSource("timer, 1")
    void tasksOfTimersAreInTheTraceOfTheirCaller(String way, int parts) throws Exception {
        assertEachTaskInTheTraceOfItsCaller(way, parts);
    }

    @ParameterizedTest
    @Order(1)
    @JdkPart("CompletableFuture")
    @CsvSource({"runAsync, 1", "supplyAsync, 1", "threadPerTask, 1", "stages, 4", "everyStage, 12", "dependent, 1"})
    void stagesAreInTheTraceOfTheirCaller(String way, int parts) throws Exception {
        assertEachTaskInTheTraceOfItsCaller(way, parts);
    }

    @ParameterizedTest
    @Order(1)
    @JdkPart("virtual threads")
    @CsvSource({"virtualStart, 1", "virtualExecute, 1", "virtualSubmit, 1"})
    void virtualThreadsAreInTheTraceOfTheirStarter(String way, int parts) throws Exception {
        TestedJava.assumeAtLeast(21, "virtual threads");
        assertEachTaskInTheTraceOfItsCaller(way, parts);
    }

    @ParameterizedTest
    @Order(1)
    @JdkPart("StructuredTaskScope")
    @CsvSource("structured, 4")
    void subtasksAreInTheTraceOfTheirScope(String way, int parts) throws Exception {
        TestedJava.assumeAtLeast(21, "StructuredTaskScope");
        assertEachTaskInTheTraceOfItsCaller(way, parts);
    }

    private static void assertEachTaskInTheTraceOfItsCaller(String way, int parts) throws Exception {
        run(way, 0, CALLERS);

        List<ReceivedSpan> spans = app.takeAll(CALLERS * (1 + parts));
        assertThat(spans).hasSize(CALLERS * (1 + parts));
        Map<String, ReceivedSpan> callers = spans.stream()
                .filter(span -> number(CALLER, span) != null)
                .collect(Collectors.toMap(ReceivedSpan::spanId, Function.identity()));
        assertThat(callers).hasSize(CALLERS);
        assertThat(callers.values()).allMatch(ReceivedSpan::isRoot);

        Map<String, List<ReceivedSpan>> tasks = spans.stream()
                .filter(span -> number(CALLER, span) == null)
                .collect(Collectors.groupingBy(ReceivedSpan::parentSpanId));
        assertThat(tasks.keySet()).isEqualTo(callers.keySet());
        tasks.forEach((parentId, children) -> assertThat(children)
                .hasSize(parts)
                .allMatch(task -> task.isChildOf(callers.get(parentId)))
                .allMatch(task ->
                        way.equals("shared") || number(TASK, task).equals(number(CALLER, callers.get(parentId)))));
    }

    @Test
    @Order(2)
    void tasksThatAreRefusedLeaveNothingBehind() throws Exception {
        run("refuse", 0, 1);
        run("nobody", 0, 1);

        List<ReceivedSpan> spans = app.takeAll(1 + 5);
        assertThat(spans).hasSize(1 + 5).allMatch(ReceivedSpan::isRoot);
    }

    @Test
    @Order(3)
    void aTaskThatRepeatsBelongsToNoTrace() throws Exception {
        run("repeat", 0, 1);

        List<ReceivedSpan> spans = app.takeAll(1 + 3);
        assertThat(spans).hasSize(1 + 3).allMatch(ReceivedSpan::isRoot);
    }

    @Test
    @Order(4)
    void theApplicationFindsItsOwnTasksAsWithoutAgent() throws Exception {
        List<String> expected;
        try (ForkedApp plain = builder().start()) {
            plain.awaitLine("done"::equals, TIMEOUT);
            try (Socket connection = connect(plain.lines(ForkedApp.Stream.STDOUT))) {
                send(connection, "refuse 0 1");
                send(connection, "nobody 0 1");
                plain.awaitLine("done: nobody 0 1"::equals, TIMEOUT);
            }
            expected = findings(plain.lines(ForkedApp.Stream.STDOUT));
        }
        assertThat(expected).hasSize(6);
        assertThat(findings(app.output())).isEqualTo(expected);
    }

    @Test
    @Order(5)
    void theAgentLeavesNothingBehind() {
        app.assertNothingLeft();
    }

    private static List<String> findings(List<String> output) {
        return output.stream()
                .filter(line -> line.contains("task: ") || line.startsWith("rejected") || line.startsWith("first by"))
                .toList();
    }

    private static void run(String way, int from, int to) throws IOException {
        String command = way + " " + from + " " + to;
        send(commands, command);
        app.awaitOutput("done: " + command);
    }

    private static ForkedApp.Builder builder() {
        return AppRun.app("executor", "io.obsagent.verify.apps.executor.Executing")
                .jvmOptions("-Djava.util.concurrent.ForkJoinPool.common.parallelism=3")
                .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "--enable-preview");
    }

    private static Socket connect(List<String> output) throws IOException {
        int port = Integer.parseInt(output.get(0).substring("port: ".length()));
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static void send(Socket connection, String command) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write((command + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String number(Pattern pattern, ReceivedSpan span) {
        Matcher matcher = pattern.matcher(text(span));
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String text(ReceivedSpan span) {
        return String.valueOf(span.attribute("db.query.text"));
    }
}
