package io.obsagent.telemetry.export;

import io.obsagent.config.AgentConfig;
import io.obsagent.config.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * OTLP over HTTP/1.1 with protobuf, on one connection that is kept.
 *
 * <p>Written on a plain socket: HttpURLConnection would initialise java.util.logging, whose implementation an
 * application server has yet to choose, and OkHttp with its Kotlin library loads five hundred classes.
 */
final class OtlpHttpSender implements OtlpSender {

    private final CollectorConnection connection;
    private final String request;
    private final boolean gzip;
    private final long timeoutMillis;

    OtlpHttpSender(AgentConfig.Exporter config) {
        connection = new CollectorConnection(config.tracesEndpoint, config.timeoutMillis);
        gzip = config.compression == Compression.GZIP;
        timeoutMillis = config.timeoutMillis;
        request = request(config);
    }

    private String request(AgentConfig.Exporter config) {
        StringBuilder head = new StringBuilder(256);
        head.append("POST ").append(connection.path("/v1/traces")).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(connection.authority()).append("\r\n");
        head.append("User-Agent: obs-agent\r\n");
        head.append("Content-Type: application/x-protobuf\r\n");
        if (gzip) {
            head.append("Content-Encoding: gzip\r\n");
        }
        for (Map.Entry<String, String> header : config.headers.entrySet()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        return head.append("Content-Length: ").toString();
    }

    @Override
    public Delivery send(byte[] bytes, int offset, int length) throws IOException {
        if (!gzip) {
            return exchange(bytes, offset, length);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream(length / 4 + 64);
        GZIPOutputStream out = new GZIPOutputStream(packed);
        out.write(bytes, offset, length);
        out.close();
        return exchange(packed.toByteArray(), 0, packed.size());
    }

    /** One request and its answer; a kept connection that the collector has closed in the meantime gets one more try. */
    private Delivery exchange(byte[] bytes, int offset, int length) throws IOException {
        if (connection.isOpen()) {
            try {
                return exchangeOnce(bytes, offset, length);
            } catch (IOException stale) {
                connection.disconnect();
            }
        }
        try {
            return exchangeOnce(bytes, offset, length);
        } catch (IOException e) {
            connection.disconnect();
            throw e;
        }
    }

    private Delivery exchangeOnce(byte[] bytes, int offset, int length) throws IOException {
        connection.open();
        connection.write((request + length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1), bytes, offset, length);
        HttpResponse response = HttpResponse.read(connection, System.nanoTime() + timeoutMillis * 1_000_000);
        if (!response.keepAlive) {
            connection.disconnect();
        } else {
            connection.done();
        }
        if (response.status / 100 == 2) {
            return Delivery.accepted(response.body);
        }
        String problem = "HTTP status " + response.status;
        switch (response.status) {
            case 429:
            case 502:
            case 503:
            case 504:
                return Delivery.retry(problem, response.retryAfterMillis);
            default:
                return Delivery.refused(problem);
        }
    }

    @Override
    public void abortIfStuck() {
        connection.abortIfStuck();
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
