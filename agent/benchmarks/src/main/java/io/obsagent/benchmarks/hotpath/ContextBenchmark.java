package io.obsagent.benchmarks.hotpath;

import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.telemetry.ObsTelemetry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Hand-over of the current operation to another thread. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ContextBenchmark {
    private ObsTelemetry telemetry;

    private Operation operation;
    private Scope scope;

    @Setup
    public void start() {
        telemetry = Requests.telemetry();
        operation = telemetry.serveHttp(Requests.http(null));
        scope = operation.activate();
    }

    @TearDown
    public void stop() {
        scope.close();
        operation.end(null);
        telemetry.close();
    }

    @Benchmark
    public Snapshot capture() {
        return telemetry.capture();
    }

    /** What the thread of a pool does around a task, here on the thread that made the snapshot. */
    @Benchmark
    public Operation activate() {
        Scope suspended = telemetry.suspend();
        Scope active = ((Snapshot) operation).activate();
        Operation current = telemetry.current();
        active.close();
        suspended.close();
        return current;
    }
}
