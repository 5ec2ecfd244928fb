package io.obsagent.telemetry.export;

import io.obsagent.config.AgentConfig;
import io.obsagent.config.Compression;
import io.obsagent.config.Protocol;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.ProxyOptions;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/** A collector that takes log events by OTLP, http/protobuf. */
final class OtlpLogs<R> implements LogDestination<R> {

    private final LogEncoder<R> encoder;
    private final Losses losses;
    private final HttpSender http;
    private final Batch.Buffer bytes = new Batch.Buffer();
    private Delivery delivery;

    OtlpLogs(AgentConfig config, LogEncoder<R> encoder, Losses losses) {
        this.encoder = encoder;
        this.losses = losses;
        this.http = new HttpSender(
                new Settings(config), new TlsFiles(config.exporter.tls), config.exporter.proxy, outcome -> {
                    delivery = outcome;
                });
    }

    @Override
    public Delivery send(ArrayDeque<R> events) {
        encode(events);
        if (events.isEmpty()) {
            return Delivery.DELIVERED;
        }
        write();
        delivery = null;
        http.send(new Batch(events.size(), System.currentTimeMillis(), bytes), response -> {}, failure -> {});
        Delivery outcome = delivery;
        if (outcome.problem == null) {
            events.clear();
        }
        return outcome;
    }

    /** Leaves events out that cannot be written. */
    private void encode(ArrayDeque<R> events) {
        encoder.clear();
        bytes.reset();
        for (int left = events.size(); left > 0; left--) {
            R event = events.poll();
            try {
                encoder.add(event);
                events.add(event);
            } catch (RuntimeException unexpected) {
                losses.add(LossReason.FAILED, 1);
            }
        }
    }

    private void write() {
        try {
            encoder.writeTo(bytes);
        } catch (IOException memoryDoesNotFail) {
            throw new IllegalStateException(memoryDoesNotFail);
        }
    }

    @Override
    public void abortIfStuck() {
        http.abortIfStuck();
    }

    @Override
    public void close() {
        http.shutdown();
    }

    /** Headers of the configuration are for the collector of spans: they may be secrets, which no other host is told. */
    private static boolean isTheCollectorOfSpans(AgentConfig config) {
        URI logs = URI.create(config.logs.endpoint);
        URI spans = URI.create(config.exporter.tracesEndpoint);
        return config.exporter.protocol == Protocol.HTTP_PROTOBUF
                && logs.getScheme().equals(spans.getScheme())
                && logs.getRawAuthority().equals(spans.getRawAuthority());
    }

    private static final class Gzip implements Compressor {

        @Override
        public String getEncoding() {
            return "gzip";
        }

        @Override
        public OutputStream compress(OutputStream out) throws IOException {
            return new GZIPOutputStream(out);
        }
    }

    private static final class Settings implements HttpSenderConfig {

        private final URI endpoint;
        private final Compressor compressor;
        private final Duration timeout;
        private final Map<String, List<String>> headers = new HashMap<String, List<String>>();

        Settings(AgentConfig config) {
            endpoint = URI.create(config.logs.endpoint);
            compressor = config.logs.compression == Compression.GZIP ? new Gzip() : null;
            timeout = Duration.ofMillis(config.exporter.timeoutMillis);
            if (isTheCollectorOfSpans(config)) {
                for (Map.Entry<String, String> header : config.exporter.headers.entrySet()) {
                    headers.put(header.getKey(), Collections.singletonList(header.getValue()));
                }
            }
        }

        @Override
        public URI getEndpoint() {
            return endpoint;
        }

        @Override
        public String getContentType() {
            return "application/x-protobuf";
        }

        @Override
        public Compressor getCompressor() {
            return compressor;
        }

        @Override
        public Duration getTimeout() {
            return timeout;
        }

        @Override
        public Duration getConnectTimeout() {
            return timeout;
        }

        @Override
        public Supplier<Map<String, List<String>>> getHeadersSupplier() {
            return () -> headers;
        }

        @Override
        public ProxyOptions getProxyOptions() {
            return null;
        }

        @Override
        public RetryPolicy getRetryPolicy() {
            return null;
        }

        @Override
        public SSLContext getSslContext() {
            return null;
        }

        @Override
        public X509TrustManager getTrustManager() {
            return null;
        }

        @Override
        public ExecutorService getExecutorService() {
            return null;
        }
    }
}
