package io.obsagent.benchmarks.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM in a process of its own that never outlives this one. Its output goes to a file. */
public final class Jvm implements AutoCloseable {

    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final long beginNanoTime;

    private Jvm(Process process, long beginNanoTime) {
        this.process = process;
        this.beginNanoTime = beginNanoTime;
        RUNNING.add(process);
    }

    /**
     * Starts a JVM like this one.
     *
     * @param arguments options, class and its arguments
     * @param environment in addition to this process's, of which what concerns agents is left out
     * @param output file for what the JVM writes, overwritten
     */
    public static Jvm start(List<String> arguments, Map<String, String> environment, Path output) throws IOException {
        ProcessBuilder builder = builder("java", arguments);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        long begin = System.nanoTime();
        return new Jvm(builder.start(), begin);
    }

    /** Starts a JVM that is talked to over its standard input and output. */
    static Process startPiped(List<String> arguments) throws IOException {
        Process process = builder("java", arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        RUNNING.add(process);
        return process;
    }

    /** Seconds since it was started. */
    public double ageSeconds() {
        return (System.nanoTime() - beginNanoTime) / 1e9;
    }

    /** The operating system's id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits for its end.
     *
     * @throws IOException if it fails or takes longer
     */
    public void awaitSuccess(Duration timeout) throws IOException, InterruptedException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
            throw new IOException("the JVM failed, see its output");
        }
        RUNNING.remove(process);
    }

    /** Classes loaded since the start, those from the class data archive included. */
    public long loadedClasses() throws IOException {
        String counters = jcmd("PerfCounter.print");
        return number(counters, "java\\.cls\\.loadedClasses=(\\d+)")
                + number(counters, "java\\.cls\\.sharedLoadedClasses=(\\d+)");
    }

    /** Collects garbage, twice since the first run may leave references to be cleared. */
    public void collectGarbage() throws IOException {
        jcmd("GC.run");
        jcmd("GC.run");
    }

    /** {heap used, metaspace committed}, in MiB. */
    public double[] heapAndMetaspaceMiB() throws IOException {
        String info = jcmd("GC.heap_info");
        return new double[] {
            number(info, "heap +total \\d+K, used (\\d+)K") / 1024.0,
            number(info, "Metaspace +used \\d+K, committed (\\d+)K") / 1024.0
        };
    }

    /**
     * Bytes that the JVM's threads have allocated. Loads a probe, so what is measured afterwards contains it.
     *
     * @param probe jar of the probe
     */
    public long allocatedBytes(Path probe) throws IOException {
        Path file = Files.createTempFile("allocated", ".txt");
        try {
            String answer = jcmd("JVMTI.agent_load", probe.toAbsolutePath().toString(), file.toString());
            String bytes = Files.readString(file);
            if (bytes.isEmpty()) {
                throw new IOException("the probe does not load: " + answer);
            }
            return Long.parseLong(bytes);
        } finally {
            Files.delete(file);
        }
    }

    /** Ends it: asks first, then kills. */
    @Override
    public void close() {
        stop(process);
    }

    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        RUNNING.remove(process);
    }

    private String jcmd(String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(pid())));
        arguments.addAll(List.of(command));
        Process jcmd = builder("jcmd", arguments).redirectErrorStream(true).start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long number(String text, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static ProcessBuilder builder(String tool, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(BIN.resolve(tool).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(Jvm::concernsAgents);
        return builder;
    }

    private static boolean concernsAgents(String variable) {
        return variable.equals("JAVA_TOOL_OPTIONS")
                || variable.equals("JDK_JAVA_OPTIONS")
                || variable.startsWith("OTEL_")
                || variable.startsWith("OBS_")
                || variable.startsWith("DD_")
                || variable.startsWith("ELASTIC_APM_");
    }
}
