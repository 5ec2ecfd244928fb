package shop.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one directory that everything the demo starts works in. Closing it ends every process that was told of the
 * directory, wherever in the process tree it is by now (PostgreSQL leaves its starter's), and deletes it.
 */
final class Workspace implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Path root;

    private Workspace(Path root) {
        this.root = root;
    }

    static Workspace create() throws IOException {
        return new Workspace(Files.createTempDirectory("obs-agent-demo-").toRealPath());
    }

    Path root() {
        return root;
    }

    /** A directory below, made now. */
    Path directory(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    @Override
    public void close() throws IOException {
        boolean interrupted = endProcesses();
        deleteTree();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean endProcesses() {
        boolean interrupted = false;
        long start = System.nanoTime();
        for (List<ProcessHandle> left = processes(); !left.isEmpty(); left = processes()) {
            boolean patient = System.nanoTime() - start < GRACE.toNanos();
            left.forEach(patient ? ProcessHandle::destroy : ProcessHandle::destroyForcibly);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (System.nanoTime() - start > 2 * GRACE.toNanos()) {
                break; // not ours to end, or beyond ending
            }
        }
        return interrupted;
    }

    private List<ProcessHandle> processes() {
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self)
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(root.toString()))
                        .isPresent())
                .toList();
    }

    /** Tries again for a while: the last processes may still be deleting their own files. */
    private void deleteTree() throws IOException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (Files.exists(root)) {
            try (Stream<Path> tree = Files.walk(root)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("cannot delete " + root, e);
                }
            }
        }
    }
}
