package io.obsagent.benchmarks.hotpath;

import io.obsagent.api.DbRequest;
import io.obsagent.api.HttpRequest;
import io.obsagent.api.Message;
import io.obsagent.api.Operation;
import io.obsagent.api.RpcRequest;
import io.obsagent.api.Scope;
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

/** Start and end of one operation of each family: its span and its duration measurement. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OperationBenchmark {
    private ObsTelemetry telemetry;

    private final HttpRequest http = Requests.http(null);
    private final RpcRequest rpc = Requests.rpc();
    private final DbRequest db = Requests.db("SELECT * FROM cart_item WHERE user_id = ?");
    private final Message message = Requests.message();

    @Setup
    public void start() {
        telemetry = Requests.telemetry();
    }

    @TearDown
    public void stop() {
        telemetry.close();
    }

    @Benchmark
    public Operation httpServer() {
        Operation operation = telemetry.serveHttp(http);
        Scope scope = operation.activate();
        scope.close();
        operation.route("/user/*").status(200).responseBytes(100).end(null);
        return operation;
    }

    @Benchmark
    public Operation httpClient() {
        Operation operation = telemetry.callHttp(http);
        operation.status(200).end(null);
        return operation;
    }

    @Benchmark
    public Operation rpcServer() {
        Operation operation = telemetry.serveRpc(rpc, System.nanoTime());
        operation.status("OK").end(null);
        return operation;
    }

    @Benchmark
    public Operation rpcClient() {
        Operation operation = telemetry.callRpc(rpc);
        operation.status("OK").end(null);
        return operation;
    }

    @Benchmark
    public Operation query() {
        Operation operation = telemetry.query(db);
        operation.end(null);
        return operation;
    }

    @Benchmark
    public Operation send() {
        Operation operation = telemetry.send(message);
        operation.end(null);
        return operation;
    }

    @Benchmark
    public Operation process() {
        Operation operation = telemetry.process(message);
        operation.end(null);
        return operation;
    }
}
