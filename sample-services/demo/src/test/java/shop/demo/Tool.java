package shop.demo;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of somebody else's, run for a test: what {@code .ci/fetch-tools} unpacked, or what is on the PATH. */
final class Tool implements AutoCloseable {

    private static final int STOP_SECONDS = 10;

    private final Process process;
    private final Path log;

    private Tool(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Where the program is; a test that needs one that is nowhere ends as skipped, and says so. */
    static Path require(Path project, String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(
                        Stream.of(project.resolve("target/tools/bin")),
                        Stream.of(path.split(File.pathSeparator)).map(Path::of))
                .map(directory -> directory.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> abort(program + " is not on the PATH; .ci/fetch-tools gets it"));
    }

    /** Starts it in the directory; its output goes to a file there. */
    static Tool start(Path directory, List<String> command) throws IOException {
        Path log = directory.resolve(Path.of(command.get(0)).getFileName() + ".log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Tool(process, log);
    }

    /** What it wrote so far, for the message of a test that fails. */
    String output() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
