package io.obsagent.benchmarks.sink;

import io.obsagent.benchmarks.http.HttpMessageReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A collector for every agent of the benchmark that accepts all, keeps nothing and counts spans. Runs in a process of
 * its own: prints its port, then answers each line on standard input with the number of spans so far, and ends with the
 * input.
 */
public final class Sink {

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] DATADOG_INFO = ascii("{\"version\":\"7.60.0\",\"endpoints\":[\"/v0.4/traces\"]}");
    private static final byte[] DATADOG_RATES = ascii("{\"rate_by_service\":{}}");
    private static final byte[] ELASTIC_INFO = ascii("{\"version\":\"8.19.0\"}");

    private final AtomicLong spans = new AtomicLong();

    private Sink() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException {
        Sink sink = new Sink();
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(() -> sink.accept(server));
        System.out.println(server.getLocalPort());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (commands.readLine() != null) {
            System.out.println(sink.spans);
        }
    }

    private void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            System.err.println("the sink accepts no more: " + e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            HttpMessageReader in = new HttpMessageReader(socket.getInputStream());
            while (in.next()) {
                String request = in.startLine();
                answer(socket.getOutputStream(), request, take(request, in));
            }
        } catch (IOException | DataFormatException e) {
            // an agent that has ended; the spans it lost are missing in the count
        }
    }

    /** Counts what came, and returns what the agent expects for an answer. */
    private byte[] take(String request, HttpMessageReader in) throws DataFormatException {
        if (request.startsWith("POST /v1/traces ")) {
            spans.addAndGet(SpanCounter.otlp(in.body(), in.bodyLength()));
        } else if (request.startsWith("POST /intake/v2/events")) {
            byte[] lines = inflated(in);
            spans.addAndGet(SpanCounter.elastic(lines, lines.length));
        } else if (request.contains("/v0.4/traces ")) {
            spans.addAndGet(SpanCounter.datadog(in.body(), in.bodyLength()));
            return DATADOG_RATES;
        } else if (request.contains(" /info ")) {
            return DATADOG_INFO;
        } else if (request.startsWith("GET / ")) {
            return ELASTIC_INFO;
        }
        return NOTHING;
    }

    private static byte[] inflated(HttpMessageReader in) throws DataFormatException {
        byte[] body = Arrays.copyOf(in.body(), in.bodyLength());
        if (!"deflate".equals(in.contentEncoding())) {
            return body;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(body);
            byte[] lines = new byte[8 * body.length];
            int length = 0;
            for (int read = -1; read != 0; length += read) {
                if (length == lines.length) {
                    lines = Arrays.copyOf(lines, 2 * length);
                }
                read = inflater.inflate(lines, length, lines.length - length);
            }
            return Arrays.copyOf(lines, length);
        } finally {
            inflater.end();
        }
    }

    private static void answer(OutputStream out, String request, byte[] body) throws IOException {
        String type = request.startsWith("POST /v1/") ? "application/x-protobuf" : "application/json";
        byte[] head =
                ascii("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n\r\n");
        byte[] message = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        out.write(message);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }
}
