package io.obsagent.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An application in a JVM of its own, with or without the agent. It never outlives the JVM that started it: {@link
 * #close()} stops it, and so does a shutdown hook. All methods may be called from any thread.
 */
public final class ForkedApp implements AutoCloseable {

    /** Where a line was written. */
    public enum Stream {
        STDOUT,
        STDERR
    }

    /** One line of output. */
    public record Line(Stream stream, String text) {}

    /** Every line the agent itself writes starts like this. */
    public static final String AGENT_LINE = "[obs-agent]";

    /** Most of them run for seconds: what the JVM's second compiler takes they never get back. An option given later counts. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    private static final int MAX_LINES = 100_000;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
    private static final Set<ForkedApp> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ForkedApp::stopAll, "forked-app-cleanup"));
    }

    private final String name;
    private final Process process;
    private final BoundedLog<Line> lines = new BoundedLog<>(MAX_LINES);
    private final List<Thread> readers = new ArrayList<>();

    private ForkedApp(Builder builder) throws IOException {
        name = builder.name();
        ProcessBuilder command = new ProcessBuilder(builder.command());
        clearTelemetrySettings(command.environment());
        command.environment().putAll(builder.environment);
        if (builder.directory != null) {
            command.directory(builder.directory.toFile());
        }
        process = command.start();
        RUNNING.add(this);
        process.getOutputStream().close(); // an application that reads its input sees the end of it
        readers.add(read(Stream.STDOUT, process.getInputStream(), builder.listener));
        readers.add(read(Stream.STDERR, process.getErrorStream(), builder.listener));
        DaemonThreads.named("forked-app-end").newThread(this::drain).start();
    }

    /** A JVM like the one this runs in, with no class path. */
    public static Builder builder() {
        return new Builder();
    }

    /** The operating system's id of the JVM. */
    public long pid() {
        return process.pid();
    }

    /** Whether the JVM runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** All lines kept, in the order they were read; the order between the two streams is not exact. */
    public List<Line> lines() {
        return lines.snapshot();
    }

    /** The lines of one stream. */
    public List<String> lines(Stream stream) {
        return lines().stream()
                .filter(line -> line.stream() == stream)
                .map(Line::text)
                .toList();
    }

    /**
     * Waits for a line; one that is already there counts.
     *
     * @throws AssertionError if it does not come in time or the JVM ends without it; the message holds the output
     */
    public String awaitLine(Predicate<String> predicate, Duration timeout) {
        List<Line> found = lines.await(line -> predicate.test(line.text()), 1, timeout);
        if (found.isEmpty()) {
            String why = process.isAlive() ? "no such line within " + timeout : "ended without such a line";
            throw new AssertionError(name + ": " + why + "; output:\n" + tail());
        }
        return found.get(0).text();
    }

    /**
     * Waits for the JVM to end by itself and for all of its output.
     *
     * @return its exit code
     * @throws AssertionError if it still runs after {@code timeout}
     */
    public int awaitExit(Duration timeout) {
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + ": still runs after " + timeout + "; output:\n" + tail());
            }
            for (Thread reader : readers) {
                reader.join(STOP_TIMEOUT.toMillis());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(name + ": interrupted while waiting for its end", e);
        }
    }

    /** Asks the JVM to end (SIGTERM) without waiting for it. */
    public void terminate() {
        process.toHandle().destroy(); // unlike Process.destroy() this leaves the last lines readable
    }

    /**
     * Asks the JVM to end (SIGTERM) and waits; kills it with its children if it does not.
     *
     * @return its exit code: 143 after an orderly stop, 137 if it had to be killed
     */
    public int stop(Duration timeout) {
        List<ProcessHandle> children = process.descendants().toList();
        terminate();
        boolean interrupted = false;
        try {
            process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        kill();
        children.forEach(ProcessHandle::destroyForcibly);
        int exitCode = awaitExit(STOP_TIMEOUT);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return exitCode;
    }

    /** Stops the JVM if it runs. */
    @Override
    public void close() {
        if (process.isAlive()) {
            stop(STOP_TIMEOUT);
        }
        RUNNING.remove(this);
    }

    /** The lines the agent wrote, on either stream. */
    public List<String> agentLines() {
        return lines().stream()
                .map(Line::text)
                .filter(text -> text.startsWith(AGENT_LINE))
                .toList();
    }

    /**
     * Fails if the agent wrote anything but, once, the line that says it has started.
     *
     * @param startLine tells that line
     */
    public void assertAgentSilentBut(Predicate<String> startLine) {
        List<String> written = agentLines();
        List<String> others = written.stream().filter(startLine.negate()).toList();
        if (!others.isEmpty() || written.size() > 1) {
            throw new AssertionError(name + ": unexpected lines of the agent:\n  " + String.join("\n  ", written));
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
    }

    private String tail() {
        List<Line> all = lines();
        return String.join(
                "\n",
                all.subList(Math.max(0, all.size() - 60), all.size()).stream()
                        .map(line -> "  " + line.text())
                        .toList());
    }

    private Thread read(Stream stream, InputStream in, Consumer<Line> listener) {
        Thread reader = DaemonThreads.named("forked-app-" + stream).newThread(() -> {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = text.readLine(); line != null; line = text.readLine()) {
                    Line entry = new Line(stream, line);
                    lines.add(entry);
                    listener.accept(entry);
                }
            } catch (IOException e) {
                lines.add(new Line(stream, "(output lost: " + e + ")"));
            }
        });
        reader.start();
        return reader;
    }

    private void drain() {
        try {
            for (Thread reader : readers) {
                reader.join();
            }
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        RUNNING.remove(this);
        lines.end();
    }

    /** A JVM that ends in an orderly way deletes its own temporary files; one that is killed cannot. */
    private static void stopAll() {
        RUNNING.forEach(ForkedApp::terminate);
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos() / 3;
        for (ForkedApp app : RUNNING) {
            try {
                app.process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            app.kill();
        }
    }

    /** What the tests' own JVM was told about agents and telemetry must not reach the application under test. */
    private static void clearTelemetrySettings(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(key -> key.equals("JAVA_TOOL_OPTIONS")
                        || key.equals("JDK_JAVA_OPTIONS")
                        || key.startsWith("OTEL_")
                        || key.startsWith("OBS_"));
    }

    /** How to start the JVM. Not thread-safe. */
    public static final class Builder {

        private Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        private final List<String> jvmOptions = new ArrayList<>();
        private final List<String> classPath = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> environment = new TreeMap<>();
        private String mainClass;
        private Path jar;
        private Path directory;
        private Consumer<Line> listener = line -> {};

        private Builder() {
            // what one test leaves on disk must not be sent to another one's collector
            env("OBS_EXPORTER_SPOOL_ENABLED", "false");
        }

        /** Another java executable than this JVM's. */
        public Builder java(Path executable) {
            java = executable;
            return this;
        }

        /** Adds options before the main class. */
        public Builder jvmOptions(String... options) {
            jvmOptions.addAll(List.of(options));
            return this;
        }

        /** Attaches the agent with its default configuration. */
        public Builder agent(Path agentJar) {
            return jvmOptions("-javaagent:" + agentJar.toAbsolutePath());
        }

        /** Attaches the agent with a YAML file. */
        public Builder agent(Path agentJar, Path yaml) {
            return jvmOptions("-javaagent:" + agentJar.toAbsolutePath() + "=" + yaml.toAbsolutePath());
        }

        /** Adds class path entries. */
        public Builder classPath(String... entries) {
            classPath.addAll(List.of(entries));
            return this;
        }

        /** Adds the class path of this JVM: the test's own classes and all of its dependencies. */
        public Builder ownClassPath() {
            return classPath(System.getProperty("java.class.path"));
        }

        /** Runs that class, or {@code module/class} of the module path; either this or {@link #jar} is needed. */
        public Builder mainClass(String name) {
            mainClass = name;
            return this;
        }

        /** Runs that executable jar. */
        public Builder jar(Path executableJar) {
            jar = executableJar;
            return this;
        }

        /** Adds arguments of the application. */
        public Builder args(String... values) {
            arguments.addAll(List.of(values));
            return this;
        }

        /**
         * Sets an environment variable. All others are inherited but JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS, OTEL_* and
         * OBS_*, which start empty, but for OBS_EXPORTER_SPOOL_ENABLED, which is false.
         */
        public Builder env(String key, String value) {
            environment.put(key, value);
            return this;
        }

        /** The working directory; this JVM's if not set. */
        public Builder directory(Path workingDirectory) {
            directory = workingDirectory;
            return this;
        }

        /** Called with every line on the thread that reads it, which must not be held up. */
        public Builder onLine(Consumer<Line> lineListener) {
            listener = lineListener;
            return this;
        }

        /**
         * Starts the JVM; returns as soon as it is started, not when the application is ready.
         *
         * @throws UncheckedIOException if the executable cannot be run
         */
        public ForkedApp start() {
            if ((mainClass == null) == (jar == null)) {
                throw new IllegalStateException("give either a main class or a jar");
            }
            try {
                return new ForkedApp(this);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start " + command(), e);
            }
        }

        private String name() {
            return jar == null ? mainClass : jar.getFileName().toString();
        }

        private List<String> command() {
            List<String> command = new ArrayList<>();
            command.add(java.toString());
            command.add(QUICK);
            command.addAll(jvmOptions);
            if (!classPath.isEmpty()) {
                command.add("-cp");
                command.add(String.join(System.getProperty("path.separator"), classPath));
            }
            if (jar != null) {
                command.add("-jar");
                command.add(jar.toString());
            } else {
                if (mainClass.contains("/")) {
                    command.add("--module");
                }
                command.add(mainClass);
            }
            command.addAll(arguments);
            return command;
        }
    }
}
