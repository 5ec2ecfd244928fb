package io.obsagent.telemetry.export;

import io.obsagent.api.AgentLog;
import io.obsagent.config.AgentConfig;
import io.obsagent.config.Protocol;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcSenderProvider;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.MemoryMode;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The collector: senders of OpenTelemetry's OTLP exporter, over HTTP or gRPC, bring batches there. Retries are
 * {@link BatchSender}'s. This class, and with it OpenTelemetry, is loaded with the first batch.
 *
 * <p>Senders are named here and not found through service files: the library would load those of both protocols.
 */
final class Collector implements ComponentLoader {

    /** The call has a time-out of its own; this is for an answer that never comes. */
    private static final long GRACE_MILLIS = 1_000;

    private final long timeoutMillis;
    private final TlsFiles tls;
    private final String proxy;
    /** Only one of these two is there. */
    private volatile HttpSender http;

    private volatile GrpcSender grpc;
    private volatile Delivery delivery;

    Collector(AgentConfig.Exporter config) {
        timeoutMillis = config.timeoutMillis;
        tls = new TlsFiles(config.tls);
        proxy = config.proxy;
        if (config.protocol == Protocol.GRPC && !proxy.equals("none")) {
            AgentLog.warn(
                    44,
                    "exporter.proxy does not count for gRPC: spans go straight to " + config.endpointName
                            + "; through a proxy go those of http/protobuf");
        }
        if (config.protocol == Protocol.GRPC) {
            makeGrpcSender(config);
        } else {
            makeHttpSender(config);
        }
    }

    private void makeHttpSender(AgentConfig.Exporter config) {
        OtlpHttpSpanExporterBuilder builder = OtlpHttpSpanExporter.builder()
                .setComponentLoader(this)
                .setEndpoint(config.tracesEndpoint)
                .setTimeout(config.timeoutMillis, TimeUnit.MILLISECONDS)
                .setConnectTimeout(config.timeoutMillis, TimeUnit.MILLISECONDS)
                .setCompression(config.compression.toString())
                .setMemoryMode(MemoryMode.REUSABLE_DATA)
                .setMeterProvider(MeterProvider.noop())
                .setRetryPolicy(null);
        for (Map.Entry<String, String> header : config.headers.entrySet()) {
            builder.addHeader(header.getKey(), header.getValue());
        }
        builder.build();
    }

    private void makeGrpcSender(AgentConfig.Exporter config) {
        OtlpGrpcSpanExporterBuilder builder = OtlpGrpcSpanExporter.builder()
                .setComponentLoader(this)
                .setEndpoint(config.tracesEndpoint)
                .setTimeout(config.timeoutMillis, TimeUnit.MILLISECONDS)
                .setConnectTimeout(config.timeoutMillis, TimeUnit.MILLISECONDS)
                .setCompression(config.compression.toString())
                .setMemoryMode(MemoryMode.REUSABLE_DATA)
                .setMeterProvider(MeterProvider.noop())
                .setRetryPolicy(null);
        for (Map.Entry<String, String> header : config.headers.entrySet()) {
            builder.addHeader(header.getKey(), header.getValue());
        }
        builder.build();
    }

    @Override
    public <T> Iterable<T> load(Class<T> service) {
        if (service == HttpSenderProvider.class) {
            HttpSenderProvider provider = config -> {
                http = new HttpSender(config, tls, proxy, this::settle);
                return http;
            };
            return Collections.singleton(service.cast(provider));
        }
        if (service == GrpcSenderProvider.class) {
            GrpcSenderProvider provider = config -> {
                grpc = new GrpcSender(config, tls, this::settle);
                return grpc;
            };
            return Collections.singleton(service.cast(provider));
        }
        return Collections.emptyList();
    }

    private void settle(Delivery outcome) {
        delivery = outcome;
    }

    /** Sends one batch and waits for the answer. Called by one thread. */
    Delivery deliver(Batch batch) {
        delivery = null;
        CompletableResultCode answered = new CompletableResultCode();
        HttpSender overHttp = http;
        if (overHttp != null) {
            overHttp.send(batch, response -> answered.succeed(), failure -> answered.fail());
        } else {
            grpc.send(batch, response -> answered.succeed(), failure -> answered.fail());
        }
        answered.join(timeoutMillis + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        Delivery outcome = delivery;
        return outcome != null ? outcome : Delivery.retry("no answer", -1);
    }

    /**
     * Breaks the connection off when the collector has held up the exporter's thread for much longer than a request may
     * take: it accepts the connection and then does not read. Blocking writes know no time-out. Called by any thread.
     */
    void abortIfStuck() {
        HttpSender sender = http;
        if (sender != null) {
            sender.abortIfStuck();
        }
    }

    /** Gives the connection back. */
    void close() {
        HttpSender overHttp = http;
        if (overHttp != null) {
            overHttp.shutdown();
        }
        GrpcSender overGrpc = grpc;
        if (overGrpc != null) {
            overGrpc.shutdown();
        }
    }
}
