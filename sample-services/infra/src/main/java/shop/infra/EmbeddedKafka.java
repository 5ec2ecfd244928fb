package shop.infra;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A {@link KafkaBroker} that is started and stopped from here. */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int START_TIMEOUT_SECONDS = 90;
    private static final int STOP_TIMEOUT_SECONDS = 30;

    private final Process process;
    private final String bootstrapServers;

    private EmbeddedKafka(Process process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker; returns once it takes requests.
     *
     * @param port      where clients connect, 0 for any free port
     * @param directory the broker's data; must be empty or absent, {@link #close} deletes it
     * @throws IllegalStateException if the broker does not start; standard error says why
     */
    public static EmbeddedKafka start(int port, Path directory) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-cp",
                            classPath(),
                            KafkaBroker.class.getName(),
                            String.valueOf(port),
                            directory.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            CompletableFuture<Void> late =
                    new CompletableFuture<Void>().completeOnTimeout(null, START_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            late.thenRun(process::destroyForcibly);
            try {
                return new EmbeddedKafka(process, awaitReady(process));
            } catch (IOException | RuntimeException failure) {
                process.destroyForcibly();
                throw failure;
            } finally {
                late.cancel(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a {@link KafkaBroker} runs on. Whoever starts one may have an older Kafka client on its own class path. */
    public static String classPath() {
        try (InputStream libraries = EmbeddedKafka.class.getResourceAsStream("class-path")) {
            if (libraries == null) {
                throw new IllegalStateException(
                        "build sample-services/infra with ./mvnw, which lists what a broker runs on");
            }
            URI ownClasses = EmbeddedKafka.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(ownClasses)
                    + File.pathSeparator
                    + new String(libraries.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String awaitReady(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(KafkaBroker.READY)) {
                return line.substring(KafkaBroker.READY.length());
            }
        }
        throw new IllegalStateException("the Kafka broker ended before it was ready");
    }

    /** The {@code bootstrap.servers} of clients. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the broker, which deletes its directory. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().orTimeout(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
        } finally {
            process.destroyForcibly();
        }
    }
}
