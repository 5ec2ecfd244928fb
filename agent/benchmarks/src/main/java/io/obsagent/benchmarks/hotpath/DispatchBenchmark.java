package io.obsagent.benchmarks.hotpath;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
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

/** What the way to a hook and back costs, through code that the real agent has woven. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-javaagent:agent/dist/target/obs-agent.jar",
            "-Dobs.exporter.protocol=none",
            "-Dobs.server.enabled=false"
        })
public class DispatchBenchmark {
    private static final String URL = "jdbc:hooked:";

    /** {@code connect} is woven; its hook does nothing. */
    private final Driver hooked = new HookedDriver();

    private final HookedDriver plain = new HookedDriver();
    private final Properties properties = new Properties();

    /** To be compared with {@link #woven}. */
    @Benchmark
    public Connection unwoven() {
        return plain.notConnect(URL, properties);
    }

    @Benchmark
    public Connection woven() throws SQLException {
        return hooked.connect(URL, properties);
    }
}
