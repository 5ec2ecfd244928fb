package io.obsagent.telemetry.export;

import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/** How a sender is to be made, with the certificates as they are now: the exporter's builder reads them once. */
final class GrpcTlsConfig implements GrpcSenderConfig {

    private final GrpcSenderConfig config;
    private final X509TrustManager trust;
    private final SSLContext context;

    GrpcTlsConfig(GrpcSenderConfig config, TlsFiles tls) throws IOException {
        this.config = config;
        this.trust = tls.trust();
        this.context = tls.context(trust);
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
    public URI getEndpoint() {
        return config.getEndpoint();
    }

    @Override
    public String getFullMethodName() {
        return config.getFullMethodName();
    }

    @Override
    public Compressor getCompressor() {
        return config.getCompressor();
    }

    @Override
    public Duration getTimeout() {
        return config.getTimeout();
    }

    @Override
    public Duration getConnectTimeout() {
        return config.getConnectTimeout();
    }

    @Override
    public Supplier<Map<String, List<String>>> getHeadersSupplier() {
        return config.getHeadersSupplier();
    }

    @Override
    public RetryPolicy getRetryPolicy() {
        return config.getRetryPolicy();
    }

    @Override
    public ExecutorService getExecutorService() {
        return config.getExecutorService();
    }

    @Override
    public long getMaxResponseBodySize() {
        return config.getMaxResponseBodySize();
    }

    @Override
    public List<String> getEnabledProtocols() {
        return config.getEnabledProtocols();
    }
}
