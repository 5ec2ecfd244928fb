package io.obsagent.benchmarks.hotpath;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * What an application's own calls of the OpenTelemetry API cost, which has no SDK. Without an agent; which one is looked at says
 * {@code -jvmArgsAppend}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OwnSpanBenchmark {
    /** So many that the call around them does not count. */
    private static final int TIMES = 10_000;

    private static final MethodDescriptor<Boolean, Boolean> RUN = MethodDescriptor.<Boolean, Boolean>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("bench.Runner/Run")
            .setRequestMarshaller(new Nothing())
            .setResponseMarshaller(new Nothing())
            .build();

    private final Tracer tracer = GlobalOpenTelemetry.getTracer("benchmark");
    private Server server;
    private ManagedChannel channel;
    private Runnable work;

    /** A server within the process, whose requests are the agent's operations, and run on the caller's thread. */
    @Setup
    public void start() throws IOException {
        server = InProcessServerBuilder.forName("own-span")
                .directExecutor()
                .addService(ServerServiceDefinition.builder("bench.Runner")
                        .addMethod(RUN, ServerCalls.asyncUnaryCall((request, responses) -> {
                            work.run();
                            responses.onNext(request);
                            responses.onCompleted();
                        }))
                        .build())
                .build()
                .start();
        channel = InProcessChannelBuilder.forName("own-span").directExecutor().build();
    }

    @TearDown
    public void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Benchmark
    public Context currentWithoutRequest() {
        return Context.current();
    }

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void currentInRequest(Blackhole blackhole) {
        inRequest(() -> current(blackhole));
    }

    /** A span of the application's is current. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void currentInOwnSpan(Blackhole blackhole) {
        inRequest(() -> {
            Span span = tracer.spanBuilder("work").startSpan();
            try (io.opentelemetry.context.Scope ignored = span.makeCurrent()) {
                current(blackhole);
            } finally {
                span.end();
            }
        });
    }

    private static void current(Blackhole blackhole) {
        for (int i = 0; i < TIMES; i++) {
            blackhole.consume(Context.current());
        }
    }

    /** Begins a span, makes it current, and ends it. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void ownSpan() {
        inRequest(() -> {
            for (int i = 0; i < TIMES; i++) {
                Span span = tracer.spanBuilder("work").startSpan();
                try (io.opentelemetry.context.Scope ignored = span.makeCurrent()) {
                    span.setAttribute("step", i);
                } finally {
                    span.end();
                }
            }
        });
    }

    private void inRequest(Runnable what) {
        work = what;
        ClientCalls.blockingUnaryCall(channel, RUN, CallOptions.DEFAULT, Boolean.TRUE);
    }

    private static final class Nothing implements MethodDescriptor.Marshaller<Boolean> {
        @Override
        public InputStream stream(Boolean value) {
            return new ByteArrayInputStream(new byte[0]);
        }

        @Override
        public Boolean parse(InputStream stream) {
            return Boolean.TRUE;
        }
    }
}
