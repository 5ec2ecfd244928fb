package io.obsagent.testkit;

import io.obsagent.testkit.ReceivedRequest.Protocol;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An OTLP receiver of traces and logs on 127.0.0.1, or where it is told to, by http/protobuf and by gRPC, that keeps the newest {@value #MAX_SPANS} spans and
 * can misbehave like a collector in trouble. All methods may be called from any thread.
 */
public final class OtlpSink implements AutoCloseable {

    private static final int MAX_SPANS = 200_000;
    private static final int MAX_REQUESTS = 10_000;
    private static final int MAX_ATTEMPTS = 5;

    private final BoundedLog<ReceivedSpan> spans = new BoundedLog<>(MAX_SPANS);
    private final BoundedLog<ReceivedLog> logs = new BoundedLog<>(MAX_SPANS);
    private final BoundedLog<ReceivedRequest> requests = new BoundedLog<>(MAX_REQUESTS);
    private final InetAddress address;
    private final OtlpHttpReceiver http;
    private final OtlpGrpcReceiver grpc;
    private volatile SinkFault fault = SinkFault.none();

    private OtlpSink(InetAddress address) {
        this.address = address;
        http = new OtlpHttpReceiver(this, address);
        grpc = new OtlpGrpcReceiver(this, address);
    }

    /** Opens both ports on 127.0.0.1; any two free ones. */
    public static OtlpSink start() {
        return start(InetAddress.getLoopbackAddress());
    }

    /** Opens both ports on an address of this machine; any two free ones. */
    public static OtlpSink start(InetAddress address) {
        for (int attempt = 1; ; attempt++) {
            OtlpSink sink = new OtlpSink(address);
            try {
                sink.comeBack();
                return sink;
            } catch (UncheckedIOException taken) {
                // by another JVM with tests, since it was free
                if (attempt == MAX_ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    /** Base address for {@code OTEL_EXPORTER_OTLP_ENDPOINT} with protocol http/protobuf; traces go to /v1/traces. */
    public String httpEndpoint() {
        return "http://" + address.getHostAddress() + ":" + http.port();
    }

    /** Address for {@code OTEL_EXPORTER_OTLP_ENDPOINT} with protocol grpc. */
    public String grpcEndpoint() {
        return "http://" + address.getHostAddress() + ":" + grpc.port();
    }

    /** How the following requests are answered. */
    public void answerWith(SinkFault newFault) {
        fault = newFault;
    }

    /** Closes both ports, so that connections are refused; what was received stays. */
    public void goAway() {
        http.stop();
        grpc.stop();
    }

    /** Opens the same two ports again after {@link #goAway()}. */
    public void comeBack() {
        try {
            http.start();
            grpc.start();
        } catch (IOException e) {
            goAway();
            throw new UncheckedIOException("cannot listen on " + address.getHostAddress(), e);
        }
    }

    /** All spans kept, oldest first. */
    public List<ReceivedSpan> spans() {
        return spans.snapshot();
    }

    /** The spans of one trace, in order of arrival. */
    public List<ReceivedSpan> trace(String traceId) {
        return spans().stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    /** All export requests kept, also those answered with an error, oldest first. */
    public List<ReceivedRequest> requests() {
        return requests.snapshot();
    }

    /** All log records kept, oldest first. */
    public List<ReceivedLog> logs() {
        return logs.snapshot();
    }

    /**
     * Waits until at least {@code count} log records match and returns all that match.
     *
     * @throws AssertionError if there are not enough in time
     */
    public List<ReceivedLog> awaitLogs(Predicate<ReceivedLog> predicate, int count, Duration timeout) {
        List<ReceivedLog> matching = logs.await(predicate, count, timeout);
        if (matching.size() < count) {
            throw new AssertionError("expected " + count + " matching log records within " + timeout + ", got "
                    + matching.size() + " of " + logs());
        }
        return matching;
    }

    /** Forgets spans, log records and requests. */
    public void clear() {
        logs.clear();
        spans.clear();
        requests.clear();
    }

    /**
     * Waits until at least {@code count} spans match and returns all that match.
     *
     * @throws AssertionError if there are not enough in time; the message lists what came instead
     */
    public List<ReceivedSpan> awaitSpans(Predicate<ReceivedSpan> predicate, int count, Duration timeout) {
        List<ReceivedSpan> matching = spans.await(predicate, count, timeout);
        if (matching.size() < count) {
            throw new AssertionError("expected " + count + " matching spans within " + timeout + ", got "
                    + matching.size() + "; received:\n" + summary());
        }
        return matching;
    }

    /** Waits for one span of that name. */
    public ReceivedSpan awaitSpan(String name, Duration timeout) {
        return awaitSpans(span -> span.name().equals(name), 1, timeout).get(0);
    }

    /**
     * Waits until at least {@code count} requests match and returns all that match.
     *
     * @throws AssertionError if there are not enough in time
     */
    public List<ReceivedRequest> awaitRequests(Predicate<ReceivedRequest> predicate, int count, Duration timeout) {
        List<ReceivedRequest> matching = requests.await(predicate, count, timeout);
        if (matching.size() < count) {
            throw new AssertionError("expected " + count + " matching requests within " + timeout + ", got "
                    + matching.size() + " of " + requests());
        }
        return matching;
    }

    @Override
    public void close() {
        goAway();
        spans.end();
        logs.end();
        requests.end();
    }

    private String summary() {
        Map<String, Long> counts = spans().stream()
                .collect(Collectors.groupingBy(
                        span -> span.serviceName() + "  " + span.kind() + "  " + span.name(),
                        TreeMap::new,
                        Collectors.counting()));
        return counts.isEmpty()
                ? "  nothing"
                : counts.entrySet().stream()
                        .map(entry -> "  " + entry.getValue() + " x " + entry.getKey())
                        .collect(Collectors.joining("\n"));
    }

    /**
     * What both receivers do with a decoded request.
     *
     * @return the answer, or null for "unavailable"
     */
    ExportTraceServiceResponse accept(
            Protocol protocol,
            String path,
            Map<String, String> headers,
            int wireBytes,
            ExportTraceServiceRequest message)
            throws InterruptedException {
        SinkFault current = fault;
        List<ReceivedSpan> received = SpanDecoder.decode(message);
        if (current instanceof SinkFault.Slow slow) {
            Thread.sleep(slow.delay().toMillis());
        }
        ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
        if (current instanceof SinkFault.PartialSuccess partial) {
            response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(partial.rejectedSpans())
                    .setErrorMessage(partial.message()));
        }
        boolean refused = current instanceof SinkFault.Unavailable;
        if (!refused) {
            received.forEach(spans::add);
        }
        requests.add(
                new ReceivedRequest(protocol, path, headers, wireBytes, received.size(), status(protocol, refused)));
        return refused ? null : response.build();
    }

    private static int status(Protocol protocol, boolean refused) {
        return protocol == Protocol.GRPC
                ? (refused ? OtlpGrpcReceiver.UNAVAILABLE : 0)
                : (refused ? OtlpHttpReceiver.UNAVAILABLE : 200);
    }

    /**
     * What the receiver does with decoded log records.
     *
     * @return the answer, or null for "unavailable"
     */
    ExportLogsServiceResponse acceptLogs(
            Protocol protocol,
            String path,
            Map<String, String> headers,
            int wireBytes,
            ExportLogsServiceRequest message)
            throws InterruptedException {
        SinkFault current = fault;
        List<ReceivedLog> received = LogDecoder.decode(message);
        if (current instanceof SinkFault.Slow slow) {
            Thread.sleep(slow.delay().toMillis());
        }
        ExportLogsServiceResponse.Builder response = ExportLogsServiceResponse.newBuilder();
        if (current instanceof SinkFault.PartialSuccess partial) {
            response.setPartialSuccess(ExportLogsPartialSuccess.newBuilder()
                    .setRejectedLogRecords(partial.rejectedSpans())
                    .setErrorMessage(partial.message()));
        }
        boolean refused = current instanceof SinkFault.Unavailable;
        if (!refused) {
            received.forEach(logs::add);
        }
        requests.add(
                new ReceivedRequest(protocol, path, headers, wireBytes, received.size(), status(protocol, refused)));
        return refused ? null : response.build();
    }
}
