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
import org.openjdk.jmh.annotations.Scope;
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
    /** As an object-relational mapper writes it, 1 KB. */
    private static final String KILOBYTE = kilobyte();

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

    /** The same with one KB of text. */
    @Benchmark
    public SqlText unknownKilobyte() {
        return new SqlCache(SqlDialect.of("postgresql"), MAX_CHARS).get(KILOBYTE);
    }

    private static String kilobyte() {
        StringBuilder sql = new StringBuilder("select o1_0.id");
        for (int i = 0; i < 12; i++) {
            sql.append(",o1_0.shipping_column_").append(i).append(",c1_0.name_").append(i);
        }
        sql.append(" from orders o1_0 join customers c1_0 on c1_0.id=o1_0.customer_id where ");
        for (int i = 0; sql.length() < 940; i++) {
            sql.append("(o1_0.status='paid' and o1_0.total>=").append(i * 100).append(".5) or ");
        }
        return sql.append("o1_0.id in (?,?,?) order by o1_0.created_at desc fetch first 20 rows only")
                .substring(0, 1024);
    }
}
