package io.obsagent.telemetry.export;

import io.opentelemetry.exporter.sender.okhttp.internal.OkHttpGrpcSenderProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * OpenTelemetry's own sender on OkHttp, which is listened to: the exporter drops what a collector says about spans that
 * it has refused. The JDK's HTTP/2 client is missing on Java 8 and knows no trailers.
 */
final class GrpcSender implements io.opentelemetry.sdk.common.export.GrpcSender {

    private final GrpcSenderConfig config;
    private final TlsFiles tls;
    private final Consumer<Delivery> outcome;

    private volatile io.opentelemetry.sdk.common.export.GrpcSender sender;
    /** Whether the certificates are to be read anew. */
    private volatile boolean renew;

    /** @param outcome is told what came of each request */
    GrpcSender(GrpcSenderConfig config, TlsFiles tls, Consumer<Delivery> outcome) {
        this.config = config;
        this.tls = tls;
        this.outcome = outcome;
    }

    @Override
    public void send(MessageWriter message, Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError) {
        io.opentelemetry.sdk.common.export.GrpcSender ready;
        try {
            ready = sender();
        } catch (IOException unusableFile) {
            outcome.accept(Delivery.failed(unusableFile));
            onError.accept(unusableFile);
            return;
        }
        ready.send(
                message,
                response -> {
                    outcome.accept(delivery(response));
                    onResponse.accept(response);
                },
                failure -> {
                    renew = tls.areNamed();
                    outcome.accept(Delivery.failed(failure));
                    onError.accept(failure);
                });
    }

    private io.opentelemetry.sdk.common.export.GrpcSender sender() throws IOException {
        if (renew) {
            shutdown();
            sender = null;
        }
        if (sender == null) {
            GrpcSenderConfig used = tls.areNamed() ? new GrpcTlsConfig(config, tls) : config;
            sender = new OkHttpGrpcSenderProvider().createSender(used);
            renew = false;
        }
        return sender;
    }

    private static Delivery delivery(GrpcResponse response) {
        String problem = "gRPC status " + response.getStatusCode();
        switch (response.getStatusCode()) {
            case OK:
                return Delivery.accepted(response.getResponseMessage());
            case CANCELLED:
            case DEADLINE_EXCEEDED:
            case ABORTED:
            case OUT_OF_RANGE:
            case UNAVAILABLE:
            case DATA_LOSS:
                return Delivery.retry(problem, -1);
            default:
                return Delivery.refused(problem);
        }
    }

    @Override
    public CompletableResultCode shutdown() {
        io.opentelemetry.sdk.common.export.GrpcSender used = sender;
        return used == null ? CompletableResultCode.ofSuccess() : used.shutdown();
    }
}
