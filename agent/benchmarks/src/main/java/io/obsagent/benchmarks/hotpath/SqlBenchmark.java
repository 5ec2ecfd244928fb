package io.obsagent.benchmarks.hotpath;

import io.obsagent.telemetry.sql.SqlCache;
import io.obsagent.telemetry.sql.SqlDialect;
import io.obsagent.telemetry.sql.SqlText;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** SQL text to what spans and metrics say of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SqlBenchmark {
    private static final String TEXT = "SELECT o.id, o.total FROM orders o JOIN item i ON i.order_id = o.id"
            + " WHERE o.user_id = 4711 AND o.status IN ('new', 'paid') /* page 2 */ ORDER BY o.id LIMIT 20";
    private static final int MAX_CHARS = 2048;

    private final SqlCache cache = new SqlCache(SqlDialect.of("postgresql"), MAX_CHARS);

    /** The very String of a prepared statement. */
    @Benchmark
    public SqlText knownInstance() {
        return cache.get(TEXT);
    }

    /** A text that the application has put together once more; includes making it. */
    @Benchmark
    public SqlText knownText() {
        return cache.get(new String(TEXT.toCharArray()));
    }

    /** A text never seen before: sanitized and summarized. Includes an empty cache. */
    @Benchmark
    public SqlText unknown() {
        return new SqlCache(SqlDialect.of("postgresql"), MAX_CHARS).get(TEXT);
    }

    /** The same with one KB of text, of which kind {@link Kilobyte#shape} says. */
    @Benchmark
    public SqlText unknownKilobyte(Kilobyte text) {
        return new SqlCache(text.dialect, MAX_CHARS).get(text.next());
    }

    /** Statements of 1 KB: several, as the processor learns the branches that one takes by heart. */
    @State(Scope.Benchmark)
    public static class Kilobyte {
        private static final int TEXTS = 32;

        @Param
        public SqlShape shape;

        @Param("postgresql")
        public String system;

        private final String[] texts = new String[TEXTS];
        private SqlDialect dialect;
        private int last;

        @Setup
        public void write() {
            dialect = SqlDialect.of(system);
            for (int i = 0; i < TEXTS; i++) {
                texts[i] = shape.kilobyte(i);
            }
        }

        private String next() {
            last = (last + 1) % TEXTS;
            return texts[last];
        }
    }
}
