package io.obsagent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary directory that is deleted in the end.
 *
 * @param path of it
 */
record WorkDirectory(Path path) implements AutoCloseable {

    static WorkDirectory create(Path parent) throws IOException {
        return new WorkDirectory(Files.createTempDirectory(Files.createDirectories(parent), "run-"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> found = Files.walk(path)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
