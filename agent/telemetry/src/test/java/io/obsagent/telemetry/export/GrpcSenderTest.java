package io.obsagent.telemetry.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.obsagent.config.AgentConfig;
import io.obsagent.testkit.ConnectProxy;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** gRPC as collectors speak it, with what a real one says about trying again. */
class GrpcSenderTest {

    private Server server;
    /** Null when all is well. */
    private volatile Status status;

    @BeforeEach
    void start() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new TraceServiceGrpc.TraceServiceImplBase() {
                    @Override
                    public void export(
                            ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> observer) {
                        if (status != null) {
                            observer.onError(StatusProto.toStatusRuntimeException(status));
                        } else {
                            observer.onNext(ExportTraceServiceResponse.getDefaultInstance());
                            observer.onCompleted();
                        }
                    }
                })
                .build()
                .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }

    private static Delivery send(String... settings) {
        Sender collector = Sender.of(AgentConfig.with(settings).exporter);
        try {
            return collector.send(new Batch(0, 0, new Batch.Buffer()));
        } finally {
            collector.close();
        }
    }

    private Delivery send() {
        return send("exporter.protocol", "grpc", "exporter.endpoint", "http://127.0.0.1:" + server.getPort());
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, 2500, true, 2500",
        "UNAVAILABLE, 0, true, -1",
        "UNAVAILABLE, , true, -1",
        "RESOURCE_EXHAUSTED, 1000, true, 1000",
        "RESOURCE_EXHAUSTED, 0, true, -1",
        "RESOURCE_EXHAUSTED, , false, -1",
        "INVALID_ARGUMENT, 1000, false, -1",
    })
    void waitsAsLongAsTheCollectorAsks(Code code, Integer delay, boolean retryable, long waits) {
        Status.Builder answer = Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage("not now")
                .addDetails(Any.pack(BadRequest.getDefaultInstance()));
        if (delay != null) {
            answer.addDetails(Any.pack(RetryInfo.newBuilder()
                    .setRetryDelay(
                            Duration.newBuilder().setSeconds(delay / 1000).setNanos(delay % 1000 * 1_000_000))
                    .build()));
        }
        status = answer.build();
        Delivery delivery = send();
        assertThat(delivery.problem).isEqualTo("gRPC status " + code);
        assertThat(delivery.retryable).isEqualTo(retryable);
        assertThat(delivery.retryAfterMillis).isEqualTo(waits);
        status = null;
        assertThat(send().problem).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AAAA", "Gv8=", "GgEK"})
    void detailsThatAreNoneSayNothing(String details) {
        assertThat(io.obsagent.telemetry.export.RetryInfo.millis(details)).isEqualTo(-1);
    }

    @Test
    void detailsNeedNoPadding() {
        byte[] answer = Status.newBuilder()
                .addDetails(Any.pack(RetryInfo.newBuilder()
                        .setRetryDelay(Duration.newBuilder().setSeconds(3))
                        .build()))
                .build()
                .toByteArray();
        String details = Base64.getEncoder().withoutPadding().encodeToString(answer);
        assertThat(io.obsagent.telemetry.export.RetryInfo.millis(details)).isEqualTo(3000);
    }

    /** The proxy alone knows the collector's name. */
    @Test
    void goesThroughAProxy() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy(server.getPort())) {
            Delivery delivery = send(
                    "exporter.protocol",
                    "grpc",
                    "exporter.endpoint",
                    "http://collector.invalid:4317",
                    "exporter.proxy",
                    "http://anna:a%3Ab@127.0.0.1:" + proxy.port());
            assertThat(delivery.problem).isNull();
            assertThat(proxy.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request)
                            .contains(
                                    "CONNECT collector.invalid:4317 HTTP/1.1",
                                    "Proxy-Authorization: Basic YW5uYTphOmI="));
        }
    }

    @Test
    void aHeaderThatIsNoneIsTold() {
        Delivery delivery = send(
                "exporter.protocol",
                "grpc",
                "exporter.endpoint",
                "http://127.0.0.1:" + server.getPort(),
                "exporter.headers",
                "x tenant=secret");
        assertThat(delivery.problem).contains("exporter.headers").doesNotContain("secret");
        assertThat(delivery.retryable).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"429, true", "502, true", "503, true", "504, true", "401, false", "404, false", "200, false"})
    void whatStandsBeforeTheCollectorMayAnswer(int httpStatus, boolean retryable) {
        Delivery delivery = GrpcAnswer.withoutStatus(httpStatus);
        assertThat(delivery.problem).contains("HTTP status " + httpStatus);
        assertThat(delivery.retryable).isEqualTo(retryable);
    }
}
