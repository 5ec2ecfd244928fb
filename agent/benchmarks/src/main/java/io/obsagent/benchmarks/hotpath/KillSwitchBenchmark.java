package io.obsagent.benchmarks.hotpath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What woven code costs after {@code enabled: false} was written into the configuration of a running JVM. To be compared with
 * {@link DispatchBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-javaagent:agent/dist/target/obs-agent.jar",
            "-Dobs.config=agent/benchmarks/target/kill-switch.yaml",
            "-Dobs.exporter.protocol=none",
            "-Dobs.server.enabled=false"
        })
public class KillSwitchBenchmark {
    private static final String URL = "jdbc:hooked:";
    private static final long TAKES_EFFECT_MILLIS = 5_000;

    private final Path configuration = Path.of(System.getProperty("obs.config"));

    /** {@code connect} is woven. */
    private final Driver hooked = new HookedDriver();

    private final Properties properties = new Properties();

    /** The agent starts without that file, which it tells in one line, and looks for it. */
    @Setup
    public void switchOff() throws IOException, InterruptedException {
        Files.writeString(configuration, "enabled: false");
        Thread.sleep(TAKES_EFFECT_MILLIS);
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(configuration);
    }

    @Benchmark
    public Connection wovenAndSwitchedOff() throws SQLException {
        return hooked.connect(URL, properties);
    }
}
