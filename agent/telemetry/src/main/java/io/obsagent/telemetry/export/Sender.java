package io.obsagent.telemetry.export;

import io.obsagent.config.AgentConfig;
import io.obsagent.config.Compression;
import io.obsagent.config.Protocol;
import java.net.URI;

/**
 * Brings batches to a collector, one after the other, and waits for its answers. Retries are {@link BatchSender}'s. One
 * thread sends; the other methods may be called by any.
 */
interface Sender {

    /** What a sender calls itself, unless a header of the configuration says otherwise. */
    String USER_AGENT = "obs-agent";

    /** The sender of spans, over HTTP or gRPC. It is loaded, and what it needs, with the first batch. */
    static Sender of(AgentConfig.Exporter config) {
        TlsFiles tls = new TlsFiles(config.tls);
        if (config.protocol == Protocol.GRPC) {
            return new GrpcSender(
                    URI.create(config.tracesEndpoint),
                    GrpcSender.TRACES,
                    config.headers,
                    config.compression == Compression.GZIP,
                    config.timeoutMillis,
                    tls,
                    config.proxy);
        }
        return new HttpSender(
                URI.create(config.tracesEndpoint),
                config.headers,
                config.compression == Compression.GZIP,
                config.timeoutMillis,
                tls,
                config.proxy);
    }

    /** Sends one batch and waits for the answer; what goes wrong is told by what is returned. */
    Delivery send(Batch batch);

    /**
     * Breaks the connection off when the collector has held up the thread that sends for much longer than a request may
     * take: it accepts the connection and then does not read. Blocking writes know no time-out.
     */
    void abortIfStuck();

    /** Gives the connection back. */
    void close();
}
