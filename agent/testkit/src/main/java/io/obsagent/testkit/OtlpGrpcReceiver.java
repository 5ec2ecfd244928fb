package io.obsagent.testkit;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.obsagent.testkit.ReceivedRequest.Protocol;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The gRPC half of {@link OtlpSink}. */
final class OtlpGrpcReceiver {

    static final int UNAVAILABLE = Status.Code.UNAVAILABLE.value();

    private static final Context.Key<Map<String, String>> HEADERS = Context.key("headers");
    private static final String PATH = "/" + TraceServiceGrpc.getExportMethod().getFullMethodName();
    private static final String LOGS_PATH =
            "/" + LogsServiceGrpc.getExportMethod().getFullMethodName();
    /** The OTLP exporters' own default batch stays below 1 MB; a collector accepts 4 MB, this one a little more. */
    private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private final OtlpSink sink;
    private final InetAddress address;
    private final int port = FreePort.next();
    private Server server;
    private ExecutorService workers;

    OtlpGrpcReceiver(OtlpSink sink, InetAddress address) {
        this.sink = sink;
        this.address = address;
    }

    int port() {
        return port;
    }

    synchronized void start() throws IOException {
        workers = Executors.newCachedThreadPool(DaemonThreads.named("otlp-sink-grpc"));
        server = NettyServerBuilder.forAddress(new InetSocketAddress(address, port))
                .executor(workers)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .intercept(new HeaderCapture())
                .addService(new TraceService())
                .addService(new LogsService())
                .build()
                .start();
    }

    synchronized void stop() {
        if (server == null) {
            return;
        }
        server.shutdownNow();
        workers.shutdownNow();
        try {
            server.awaitTermination(5, TimeUnit.SECONDS); // the port is free again only then
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server = null;
    }

    private static final class HeaderCapture implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata metadata, ServerCallHandler<Q, R> next) {
            Map<String, String> headers = new TreeMap<>();
            for (String name : metadata.keys()) {
                if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
                    Iterable<String> values = metadata.getAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
                    headers.put(name, String.join(", ", values));
                }
            }
            return Contexts.interceptCall(Context.current().withValue(HEADERS, headers), call, metadata, next);
        }
    }

    private final class TraceService extends TraceServiceGrpc.TraceServiceImplBase {
        @Override
        public void export(
                ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> responseObserver) {
            try {
                ExportTraceServiceResponse response =
                        sink.accept(Protocol.GRPC, PATH, HEADERS.get(), request.getSerializedSize(), request);
                if (response == null) {
                    responseObserver.onError(Status.UNAVAILABLE.asRuntimeException());
                } else {
                    responseObserver.onNext(response);
                    responseObserver.onCompleted();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                responseObserver.onError(Status.CANCELLED.asRuntimeException());
            }
        }
    }

    private final class LogsService extends LogsServiceGrpc.LogsServiceImplBase {
        @Override
        public void export(
                ExportLogsServiceRequest request, StreamObserver<ExportLogsServiceResponse> responseObserver) {
            try {
                ExportLogsServiceResponse response =
                        sink.acceptLogs(Protocol.GRPC, LOGS_PATH, HEADERS.get(), request.getSerializedSize(), request);
                if (response == null) {
                    responseObserver.onError(Status.UNAVAILABLE.asRuntimeException());
                } else {
                    responseObserver.onNext(response);
                    responseObserver.onCompleted();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                responseObserver.onError(Status.CANCELLED.asRuntimeException());
            }
        }
    }
}
