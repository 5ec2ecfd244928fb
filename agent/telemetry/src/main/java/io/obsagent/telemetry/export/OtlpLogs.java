package io.obsagent.telemetry.export;

import io.obsagent.config.AgentConfig;
import io.obsagent.config.Compression;
import io.obsagent.config.Protocol;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Map;

/** A collector that takes log events by OTLP. */
final class OtlpLogs<R> implements LogDestination<R> {

    private final LogEncoder<R> encoder;
    private final Losses losses;
    private final Sender sender;
    private final Batch.Buffer bytes = new Batch.Buffer();

    OtlpLogs(AgentConfig config, LogEncoder<R> encoder, Losses losses) {
        this.encoder = encoder;
        this.losses = losses;
        this.sender = sender(config);
    }

    private static Sender sender(AgentConfig config) {
        URI endpoint = URI.create(config.logs.endpoint);
        boolean gzip = config.logs.compression == Compression.GZIP;
        long timeoutMillis = config.exporter.timeoutMillis;
        TlsFiles tls = new TlsFiles(config.exporter.tls);
        String proxy = config.exporter.proxy;
        return config.logs.protocol == Protocol.GRPC
                ? new GrpcSender(endpoint, GrpcSender.LOGS, headers(config), gzip, timeoutMillis, tls, proxy)
                : new HttpSender(endpoint, headers(config), gzip, timeoutMillis, tls, proxy);
    }

    @Override
    public Delivery send(ArrayDeque<R> events) {
        encode(events);
        if (events.isEmpty()) {
            return Delivery.DELIVERED;
        }
        write();
        Delivery outcome = sender.send(new Batch(events.size(), System.currentTimeMillis(), bytes));
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
        sender.abortIfStuck();
    }

    @Override
    public void close() {
        sender.close();
    }

    /** Headers of the configuration are for the collector of spans: they may be secrets, which no other host is told. */
    private static Map<String, String> headers(AgentConfig config) {
        URI logs = URI.create(config.logs.endpoint);
        URI spans = URI.create(config.exporter.tracesEndpoint);
        boolean isTheCollectorOfSpans = config.exporter.protocol == config.logs.protocol
                && logs.getScheme().equals(spans.getScheme())
                && logs.getRawAuthority().equals(spans.getRawAuthority());
        return isTheCollectorOfSpans ? config.exporter.headers : Collections.<String, String>emptyMap();
    }
}
