package shop.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The output of one process, in a file that can be followed while it grows. Thread-safe. */
final class OutputLog implements AutoCloseable {

    private final Path file;
    private final BufferedWriter writer;
    private boolean closed;

    OutputLog(Path file) throws IOException {
        this.file = file;
        writer = Files.newBufferedWriter(file);
    }

    Path file() {
        return file;
    }

    synchronized void write(String line) {
        if (closed) {
            return;
        }
        try {
            writer.write(line);
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log lines of one trace. */
    List<LogLine> ofTrace(String service, String traceId) throws IOException {
        List<LogLine> lines = new ArrayList<>();
        for (String text : Files.readAllLines(file)) {
            if (text.contains(traceId)) {
                LogLine.parse(service, text)
                        .filter(line -> line.traceId().equals(traceId))
                        .ifPresent(lines::add);
            }
        }
        return lines;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        writer.close();
    }
}
