package io.obsagent.telemetry.export;

import io.obsagent.config.AgentConfig;
import io.obsagent.config.Compression;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/** How a sender of spans is to be made, with the certificates as they are now. */
final class GrpcConfig implements GrpcSenderConfig {

    private final AgentConfig.Exporter config;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    /** Null, both of them, when no files are named: then OkHttp trusts whom the JVM trusts. */
    private final X509TrustManager trust;

    private final SSLContext context;

    /** @throws IOException if a file with certificates is unusable; the message names it */
    GrpcConfig(AgentConfig.Exporter config, TlsFiles tls) throws IOException {
        this.config = config;
        headers.put("user-agent", Collections.singletonList(Sender.USER_AGENT));
        for (Map.Entry<String, String> header : config.headers.entrySet()) {
            headers.put(header.getKey(), Collections.singletonList(header.getValue()));
        }
        this.trust = tls.areNamed() ? tls.trust() : null;
        this.context = trust == null ? null : tls.context(trust);
    }

    @Override
    public URI getEndpoint() {
        return URI.create(config.tracesEndpoint);
    }

    @Override
    public String getFullMethodName() {
        return "opentelemetry.proto.collector.trace.v1.TraceService/Export";
    }

    @Override
    public Compressor getCompressor() {
        return config.compression == Compression.GZIP ? new Gzip() : null;
    }

    @Override
    public Duration getTimeout() {
        return Duration.ofMillis(config.timeoutMillis);
    }

    @Override
    public Duration getConnectTimeout() {
        return getTimeout();
    }

    @Override
    public Supplier<Map<String, List<String>>> getHeadersSupplier() {
        return () -> headers;
    }

    /** Retries are {@link BatchSender}'s. */
    @Override
    public RetryPolicy getRetryPolicy() {
        return null;
    }

    @Override
    public SSLContext getSslContext() {
        return context;
    }

    @Override
    public X509TrustManager getTrustManager() {
        return trust;
    }

    @Override
    public ExecutorService getExecutorService() {
        return null;
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
}
