package io.obsagent.telemetry;

import io.obsagent.api.Operation;
import io.obsagent.benchmarks.hotpath.Requests;
import io.obsagent.config.AgentConfig;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
public class SpanBytesBenchmark implements ComponentLoader, HttpSender {
    private static final int SPANS = 64;
    private static final int SPANS_OF_A_TRANSACTION = 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    private ObsTelemetry telemetry;
    private SpanViews batch;
    private OtlpHttpSpanExporter exporter;
    private final List<SpanOperation> servers = new ArrayList<>();
    private final List<SpanOperation> transactions = new ArrayList<>();

    @Setup
    public void start() {
        telemetry = Requests.telemetry();
        batch = new SpanViews(AgentConfig.with(), Collections.<String, Object>singletonMap("service.name", "shop"));
        exporter = OtlpHttpSpanExporter.builder()
                .setComponentLoader(this)
                .setMemoryMode(MemoryMode.REUSABLE_DATA)
                .build();
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
        exporter.export(batch.spans());
        return bytes.size();
    }

    @Override
    public <T> Iterable<T> load(Class<T> service) {
        HttpSenderProvider provider = config -> this;
        return Collections.singleton(service.cast(provider));
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
        try {
            message.writeMessage(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        onResponse.accept(Accepted.INSTANCE);
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }

    private enum Accepted implements HttpResponse {
        INSTANCE;

        @Override
        public int getStatusCode() {
            return 200;
        }

        @Override
        public String getStatusMessage() {
            return "OK";
        }

        @Override
        public byte[] getResponseBody() {
            return new byte[0];
        }
    }
}
