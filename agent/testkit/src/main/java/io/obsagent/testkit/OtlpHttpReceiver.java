package io.obsagent.testkit;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.obsagent.testkit.ReceivedRequest.Protocol;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** The http/protobuf half of {@link OtlpSink}. */
final class OtlpHttpReceiver {

    static final int UNAVAILABLE = 503;

    private static final String PATH = "/v1/traces";
    private static final String LOGS_PATH = "/v1/logs";
    private static final String PROTOBUF = "application/x-protobuf";

    private final OtlpSink sink;
    private final InetAddress address;
    private final int port = FreePort.next();
    private HttpServer server;
    private ExecutorService workers;

    OtlpHttpReceiver(OtlpSink sink, InetAddress address) {
        this.sink = sink;
        this.address = address;
    }

    int port() {
        return port;
    }

    synchronized void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(address, port), 0);
        workers = Executors.newCachedThreadPool(DaemonThreads.named("otlp-sink-http"));
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    synchronized void stop() {
        if (server != null) {
            server.stop(0);
            workers.shutdownNow();
            server = null;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] wire = exchange.getRequestBody().readAllBytes();
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            String path = exchange.getRequestURI().getPath();
            if (!path.equals(PATH) && !path.equals(LOGS_PATH)) {
                answer(exchange, 404, new byte[0]);
            } else if (!PROTOBUF.equals(headers.get("content-type"))) {
                answer(exchange, 415, new byte[0]);
            } else if (path.equals(LOGS_PATH)) {
                exportLogs(exchange, headers, wire);
            } else {
                export(exchange, headers, wire);
            }
        }
    }

    private void exportLogs(HttpExchange exchange, Map<String, String> headers, byte[] wire) throws IOException {
        try {
            ExportLogsServiceRequest message = ExportLogsServiceRequest.parseFrom(decompress(headers, wire));
            ExportLogsServiceResponse response =
                    sink.acceptLogs(Protocol.HTTP_PROTOBUF, LOGS_PATH, headers, wire.length, message);
            answer(
                    exchange,
                    response == null ? UNAVAILABLE : 200,
                    response == null ? new byte[0] : response.toByteArray());
        } catch (InvalidProtocolBufferException e) {
            answer(exchange, 400, new byte[0]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void export(HttpExchange exchange, Map<String, String> headers, byte[] wire) throws IOException {
        try {
            ExportTraceServiceRequest message = ExportTraceServiceRequest.parseFrom(decompress(headers, wire));
            ExportTraceServiceResponse response =
                    sink.accept(Protocol.HTTP_PROTOBUF, PATH, headers, wire.length, message);
            if (response == null) {
                answer(exchange, UNAVAILABLE, new byte[0]);
            } else {
                answer(exchange, 200, response.toByteArray());
            }
        } catch (InvalidProtocolBufferException e) {
            answer(exchange, 400, new byte[0]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the sink goes away: the connection is dropped without an answer
        }
    }

    private static byte[] decompress(Map<String, String> headers, byte[] wire) throws IOException {
        if (!"gzip".equals(headers.get("content-encoding"))) {
            return wire;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(wire))) {
            return in.readAllBytes();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", PROTOBUF);
        if (body.length == 0) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
