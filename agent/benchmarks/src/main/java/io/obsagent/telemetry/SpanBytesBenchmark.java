package io.obsagent.telemetry;

import io.obsagent.api.Operation;
import io.obsagent.benchmarks.hotpath.Requests;
import io.obsagent.config.AgentConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Ended spans to OTLP bytes, as the exporter's thread does it in batches. Figures are per span. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpanBytesBenchmark {
    private static final int SPANS = 64;
    private static final int SPANS_OF_A_TRANSACTION = 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    private ObsTelemetry telemetry;
    private SpanWriter batch;
    private final List<SpanOperation> servers = new ArrayList<>();
    private final List<SpanOperation> transactions = new ArrayList<>();

    @Setup
    public void start() {
        telemetry = Requests.telemetry();
        batch = new SpanWriter(AgentConfig.with(), Collections.<String, Object>singletonMap("service.name", "shop"));
        for (int i = 0; i < SPANS; i++) {
            servers.add(serve(0));
        }
        transactions.clear();
        while (transactions.size() < SPANS) {
            serve(SPANS_OF_A_TRANSACTION - 1);
        }
    }

    /** A request with queries, which end before it. */
    private SpanOperation serve(int queries) {
        Operation server = telemetry.serveHttp(Requests.http(null));
        io.obsagent.api.Scope scope = server.activate();
        for (int i = 0; i < queries; i++) {
            Operation query = telemetry.query(Requests.db("SELECT * FROM cart_item WHERE user_id = ?"));
            query.end(null);
            transactions.add((SpanOperation) query);
        }
        scope.close();
        server.route("/user/*").status(200).responseBytes(100).end(null);
        transactions.add((SpanOperation) server);
        return (SpanOperation) server;
    }

    @TearDown
    public void stop() {
        telemetry.close();
    }

    /** Each a trace of its own. */
    @Benchmark
    @OperationsPerInvocation(SPANS)
    public int servers() {
        return written(servers);
    }

    /** Eight traces, each of a request with seven queries. */
    @Benchmark
    @OperationsPerInvocation(SPANS)
    public int transactions() {
        return written(transactions);
    }

    private int written(List<SpanOperation> spans) {
        bytes.reset();
        batch.clear();
        for (SpanOperation span : spans) {
            batch.add(span);
        }
        try {
            batch.end().copyTo(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.size();
    }
}
