package io.obsagent.benchmarks.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The CPU time that each living thread of a process has used up to a moment, to the nanosecond. Immutable. */
public final class ThreadTimes {

    private record Used(String name, long nanos) {}

    private final Map<String, Used> byId = new HashMap<>();

    private ThreadTimes() {}

    /** Up to now. */
    public static ThreadTimes of(long pid) {
        ThreadTimes times = new ThreadTimes();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                try {
                    String used = Files.readString(thread.resolve("schedstat"));
                    String name =
                            Files.readString(thread.resolve("comm")).strip().replaceAll("[-#]?\\d+(?=-|$)", "");
                    times.byId.put(
                            thread.getFileName().toString(),
                            new Used(name, Long.parseLong(used.substring(0, used.indexOf(' ')))));
                } catch (IOException e) {
                    // ended in between
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return times;
    }

    /** Nanoseconds since then, by name of the thread without number, as the kernel cuts it. */
    public Map<String, Long> since(ThreadTimes before) {
        Map<String, Long> nanos = new TreeMap<>();
        byId.forEach((id, used) -> {
            Used earlier = before.byId.get(id);
            nanos.merge(used.name, used.nanos - (earlier == null ? 0 : earlier.nanos), Long::sum);
        });
        return nanos;
    }

    /** Nanoseconds since the start, of the JIT compiler alone. */
    public long jitNanos() {
        return byId.values().stream()
                .filter(used -> isJit(used.name))
                .mapToLong(Used::nanos)
                .sum();
    }

    /** Whether threads of that name are the JIT compiler's. */
    public static boolean isJit(String name) {
        return name.matches("C[12] CompilerThre.*");
    }
}
