package io.obsagent.telemetry.export;

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
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * OpenTelemetry's OTLP exporter, over HTTP or gRPC, and what came of its last batch. Retries are {@link SpanExporter}'s.
 * This class, and with it OpenTelemetry, is loaded with the first batch.
 *
 * <p>Senders are named here and not found through service files: the library would load those of both protocols.
 */
final class Collector implements ComponentLoader {

    /** The call has a time-out of its own; this is for an answer that never comes. */
    private static final long GRACE_MILLIS = 1_000;

    private final io.opentelemetry.sdk.trace.export.SpanExporter exporter;
    private final long timeoutMillis;
    private volatile HttpSender http;
    private volatile Delivery delivery;

    Collector(AgentConfig.Exporter config) {
        timeoutMillis = config.timeoutMillis;
        exporter = config.protocol == Protocol.GRPC ? grpc(config) : http(config);
    }

    private io.opentelemetry.sdk.trace.export.SpanExporter http(AgentConfig.Exporter config) {
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
        return builder.build();
    }

    private io.opentelemetry.sdk.trace.export.SpanExporter grpc(AgentConfig.Exporter config) {
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
        return builder.build();
    }

    @Override
    public <T> Iterable<T> load(Class<T> service) {
        if (service == HttpSenderProvider.class) {
            HttpSenderProvider provider = config -> http = new HttpSender(config, this::settle);
            return Collections.singleton(service.cast(provider));
        }
        if (service == GrpcSenderProvider.class) {
            GrpcSenderProvider provider = config -> new GrpcSender(config, this::settle);
            return Collections.singleton(service.cast(provider));
        }
        return Collections.emptyList();
    }

    private void settle(Delivery outcome) {
        delivery = outcome;
    }

    /** Sends one batch and waits for the answer. */
    Delivery export(Collection<SpanData> spans) {
        delivery = null;
        CompletableResultCode result = exporter.export(spans).join(timeoutMillis + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        Delivery outcome = delivery;
        if (outcome != null) {
            return outcome;
        }
        // no sender was asked: the batch is too large
        return result.isDone() ? Delivery.refused("not sent") : Delivery.retry("no answer", -1);
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
        exporter.shutdown();
    }
}
