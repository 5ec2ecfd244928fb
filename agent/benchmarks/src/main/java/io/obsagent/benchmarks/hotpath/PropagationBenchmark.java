package io.obsagent.benchmarks.hotpath;

import io.obsagent.api.HttpRequest;
import io.obsagent.api.Operation;
import io.obsagent.telemetry.ObsTelemetry;
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
import org.openjdk.jmh.infra.Blackhole;

/** Trace context out of incoming and into outgoing headers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PropagationBenchmark {
    private ObsTelemetry telemetry;

    private final HttpRequest withoutParent = Requests.http(null);
    private final HttpRequest withParent = Requests.http(Requests.TRACEPARENT);
    private Operation operation;

    @Setup
    public void start() {
        telemetry = Requests.telemetry();
        operation = telemetry.serveHttp(withParent);
    }

    @TearDown
    public void stop() {
        telemetry.close();
    }

    /** To be compared with {@link #parsed}. */
    @Benchmark
    public Operation unparsed() {
        return discarded(telemetry.serveHttp(withoutParent));
    }

    @Benchmark
    public Operation parsed() {
        return discarded(telemetry.serveHttp(withParent));
    }

    private static Operation discarded(Operation begun) {
        begun.discard();
        return begun;
    }

    @Benchmark
    public void written(Blackhole headers) {
        operation.inject((name, value) -> headers.consume(value));
    }
}
