package io.obsagent.telemetry.export;

import io.obsagent.config.AgentConfig;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/** The configuration as OpenTelemetry's gRPC sender asks for it. Retries are {@link SpanExporter}'s own. */
final class GrpcSettings implements GrpcSenderConfig {

    private final URI endpoint;
    private final Duration timeout;
    private final Compressor compressor;
    private final Map<String, List<String>> headers = new HashMap<String, List<String>>();

    GrpcSettings(AgentConfig.Exporter config, Compressor compressor) {
        this.endpoint = URI.create(config.tracesEndpoint);
        this.timeout = Duration.ofMillis(config.timeoutMillis);
        this.compressor = compressor;
        for (Map.Entry<String, String> header : config.headers.entrySet()) {
            headers.put(header.getKey(), Collections.singletonList(header.getValue()));
        }
    }

    @Override
    public URI getEndpoint() {
        return endpoint;
    }

    @Override
    public String getFullMethodName() {
        return "opentelemetry.proto.collector.trace.v1.TraceService/Export";
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
        return new Supplier<Map<String, List<String>>>() {
            @Override
            public Map<String, List<String>> get() {
                return headers;
            }
        };
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
