package io.obsagent.benchmarks.hotpath;

import io.obsagent.api.Operation;
import io.obsagent.telemetry.ObsTelemetry;
import io.obsagent.telemetry.export.ExportableSpan;
import io.obsagent.telemetry.export.ProtoWriter;
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

/** An ended span to OTLP bytes, as the exporter's thread does it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpanBytesBenchmark {
    private ObsTelemetry telemetry;

    private final ProtoWriter out = new ProtoWriter(4096);
    private ExportableSpan server;
    private ExportableSpan query;

    @Setup
    public void start() {
        telemetry = Requests.telemetry();
        Operation operation = telemetry.serveHttp(Requests.http(Requests.TRACEPARENT));
        operation.route("/user/*").status(200).responseBytes(100).end(null);
        server = (ExportableSpan) operation;
        operation = telemetry.query(Requests.db("SELECT * FROM cart_item WHERE user_id = ?"));
        operation.end(null);
        query = (ExportableSpan) operation;
    }

    @TearDown
    public void stop() {
        telemetry.close();
    }

    @Benchmark
    public int httpServer() {
        return written(server);
    }

    @Benchmark
    public int query() {
        return written(query);
    }

    private int written(ExportableSpan span) {
        out.reset(0, 4096);
        span.writeTo(out);
        return out.size();
    }
}
