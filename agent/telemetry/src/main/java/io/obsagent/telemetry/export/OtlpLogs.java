package io.obsagent.telemetry.export;

import io.obsagent.config.AgentConfig;
import io.obsagent.config.Compression;
import io.obsagent.config.Protocol;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Collections;

/** A collector that takes log events by OTLP, http/protobuf. */
final class OtlpLogs<R> implements LogDestination<R> {

    private final LogEncoder<R> encoder;
    private final Losses losses;
    private final Sender http;
    private final Batch.Buffer bytes = new Batch.Buffer();

    OtlpLogs(AgentConfig config, LogEncoder<R> encoder, Losses losses) {
        this.encoder = encoder;
        this.losses = losses;
        this.http = new HttpSender(
                URI.create(config.logs.endpoint),
                isTheCollectorOfSpans(config) ? config.exporter.headers : Collections.<String, String>emptyMap(),
                config.logs.compression == Compression.GZIP,
                config.exporter.timeoutMillis,
                new TlsFiles(config.exporter.tls),
                config.exporter.proxy);
    }

    @Override
    public Delivery send(ArrayDeque<R> events) {
        encode(events);
        if (events.isEmpty()) {
            return Delivery.DELIVERED;
        }
        write();
        Delivery outcome = http.send(new Batch(events.size(), System.currentTimeMillis(), bytes));
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
        http.close();
    }

    /** Headers of the configuration are for the collector of spans: they may be secrets, which no other host is told. */
    private static boolean isTheCollectorOfSpans(AgentConfig config) {
        URI logs = URI.create(config.logs.endpoint);
        URI spans = URI.create(config.exporter.tracesEndpoint);
        return config.exporter.protocol == Protocol.HTTP_PROTOBUF
                && logs.getScheme().equals(spans.getScheme())
                && logs.getRawAuthority().equals(spans.getRawAuthority());
    }
}
