package io.obsagent.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.obsagent.api.Call;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import io.obsagent.api.TelemetryHolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the hooks add to builders, at work in the oldest version that is supported. */
class OldestGrpcTest {

    private static final MethodDescriptor<Integer, Integer> HALF = method("verify.Math/Half");

    private final Telemetry before = Telemetry.get();
    private final Records records = new Records();
    private final AtomicReference<Operation> currentInService = new AtomicReference<>();
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws Exception {
        TelemetryHolder.set(records.telemetry());
        InProcessServerBuilder builder =
                InProcessServerBuilder.forName("oldest").addService(service());
        HookedCall build = new HookedCall(builder);
        new ServerBuilderHook().before(build);
        // a builder that has built already
        new ServerBuilderHook().before(new HookedCall(builder));
        server = builder.build();
        build.returned(server);
        new ServerBuilderHook().after(build);
        server.start();
        InProcessChannelBuilder channelBuilder = InProcessChannelBuilder.forName("oldest");
        new ChannelBuilderHook().after(new HookedCall(channelBuilder));
        // a constructor that was called by another
        new ChannelBuilderHook().after(new HookedCall(channelBuilder));
        channel = channelBuilder.build();
    }

    @AfterEach
    void stop() throws Exception {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        TelemetryHolder.set(before);
    }

    @Test
    void oneOperationOnEachSide() {
        assertThat(ClientCalls.blockingUnaryCall(channel, HALF, CallOptions.DEFAULT, 42))
                .isEqualTo(21);
        List<String> ended = ended(2);
        assertThat(ended)
                .containsExactlyInAnyOrder("callRpc verify.Math/Half OK x1", "serveRpc verify.Math/Half OK x1");
        Records.Recorded served = call("serveRpc");
        assertThat(served.request.header("traceparent")).isEqualTo("callRpc");
        assertThat(served.request.knownMethod()).isTrue();
        assertThat(currentInService.get()).isSameAs(served);
    }

    @Test
    void whatTheServiceThrows() {
        assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(channel, HALF, CallOptions.DEFAULT, 1))
                .isInstanceOf(StatusRuntimeException.class);
        assertThat(ended(2))
                .containsExactlyInAnyOrder(
                        "callRpc verify.Math/Half UNKNOWN x1", "serveRpc verify.Math/Half UNKNOWN x1");
        assertThat(call("serveRpc").error).hasMessage("odd");
    }

    @Test
    void methodThatNobodyImplements() {
        assertThatThrownBy(() ->
                        ClientCalls.blockingUnaryCall(channel, method("verify.Math/Third"), CallOptions.DEFAULT, 1))
                .isInstanceOf(StatusRuntimeException.class);
        ended(2);
        Records.Recorded served = call("serveRpc");
        assertThat(served.status).isEqualTo("UNIMPLEMENTED");
        assertThat(served.request.knownMethod()).isFalse();
        assertThat(served.request.header("traceparent")).isEqualTo("callRpc");
    }

    @Test
    void callThatCannotStart() {
        ClientCall<Integer, Integer> broken = new ClientCall<Integer, Integer>() {
            @Override
            public void start(Listener<Integer> listener, Metadata headers) {
                throw new IllegalStateException("cannot start");
            }

            @Override
            public void request(int messages) {}

            @Override
            public void cancel(String message, Throwable cause) {}

            @Override
            public void halfClose() {}

            @Override
            public void sendMessage(Integer message) {}
        };
        ClientCall<Integer, Integer> traced =
                new TracingClientCall<>(broken, HALF, Authority.NONE, new ClientAttempts());
        assertThatThrownBy(() -> traced.start(new ClientCall.Listener<Integer>() {}, new Metadata()))
                .hasMessage("cannot start");
        assertThat(call("callRpc").error).hasMessage("cannot start");
        assertThat(call("callRpc").ends).isEqualTo(1);
    }

    /** A call that its client gave up while it waited for a thread still counts for its method. */
    @Test
    void callThatNeverReachedItsService() {
        ServerCallTracer.Factory factory = new ServerCallTracer.Factory();
        factory.built(server);
        ServerCallTracer tracer = (ServerCallTracer) factory.newServerStreamTracer("verify.Math/Half", new Metadata());
        tracer.streamClosed(Status.CANCELLED);
        assertThat(call("serveRpc").request.knownMethod()).isTrue();
        assertThat(call("serveRpc")).hasToString("serveRpc verify.Math/Half CANCELLED x1");
    }

    private ServerServiceDefinition service() {
        return ServerServiceDefinition.builder("verify.Math")
                .addMethod(HALF, ServerCalls.asyncUnaryCall((number, response) -> {
                    currentInService.set(Telemetry.get().current());
                    if (number % 2 != 0) {
                        throw new IllegalArgumentException("odd");
                    }
                    response.onNext(number / 2);
                    response.onCompleted();
                }))
                .build();
    }

    private Records.Recorded call(String side) {
        List<Records.Recorded> found =
                records.calls.stream().filter(call -> call.side.equals(side)).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** The server's end may follow the client's. */
    private List<String> ended(int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end
                && records.calls.stream().filter(call -> call.ends > 0).count() < count) {
            Thread.onSpinWait();
        }
        return records.calls.stream().map(String::valueOf).toList();
    }

    private static MethodDescriptor<Integer, Integer> method(String name) {
        MethodDescriptor.Marshaller<Integer> marshaller = new MethodDescriptor.Marshaller<Integer>() {
            @Override
            public InputStream stream(Integer value) {
                return new ByteArrayInputStream(new byte[] {value.byteValue()});
            }

            @Override
            public Integer parse(InputStream stream) {
                try {
                    return stream.read();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        return MethodDescriptor.<Integer, Integer>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(name)
                .setRequestMarshaller(marshaller)
                .setResponseMarshaller(marshaller)
                .build();
    }

    /** What the engine gives to hooks. */
    private static final class HookedCall extends Call {
        HookedCall(Object self) {
            super(self, new Object[0]);
        }

        void returned(Object result) {
            completed(result, null);
        }
    }
}
