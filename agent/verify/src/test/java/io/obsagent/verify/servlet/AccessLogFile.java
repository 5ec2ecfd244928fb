package io.obsagent.verify.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A log of requests whose lines are {@code trace_id span_id trace_flags}. */
final class AccessLogFile {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private AccessLogFile() {}

    /** Gives the ids other names than usual, and has the web application log what has these names. */
    static ForkedApp.Builder renameIds(ForkedApp.Builder webApplication) {
        return webApplication
                .env("OBS_INSTRUMENTATION_LOGGING_TRACE_ID_KEY", "dd.trace_id")
                .env("OBS_INSTRUMENTATION_LOGGING_SPAN_ID_KEY", "spanId")
                .env("OBS_INSTRUMENTATION_LOGGING_TRACE_FLAGS_KEY", "sampled")
                .jvmOptions("-Daccess.ids=dd.trace_id spanId sampled");
    }

    /** Waits for the line of a span, which servers write when they have answered, and asserts that it is right and the only one. */
    static void awaitLine(Path file, ReceivedSpan span) {
        String line = span.traceId() + ' ' + span.spanId() + " 01";
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!linesOf(file, span).contains(line) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        assertThat(linesOf(file, span)).containsExactly(line);
    }

    private static List<String> linesOf(Path file, ReceivedSpan span) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(span.traceId()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
