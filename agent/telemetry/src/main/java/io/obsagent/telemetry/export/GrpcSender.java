package io.obsagent.telemetry.export;

import io.opentelemetry.exporter.sender.okhttp.internal.OkHttpGrpcSenderProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.util.function.Consumer;

/**
 * OpenTelemetry's own sender on OkHttp, which is listened to: the exporter drops what a collector says about spans that
 * it has refused. The JDK's HTTP/2 client is missing on Java 8 and knows no trailers.
 */
final class GrpcSender implements io.opentelemetry.sdk.common.export.GrpcSender {

    private final io.opentelemetry.sdk.common.export.GrpcSender sender;
    private final Consumer<Delivery> outcome;

    /** @param outcome is told what came of each request */
    GrpcSender(GrpcSenderConfig config, Consumer<Delivery> outcome) {
        this.sender = new OkHttpGrpcSenderProvider().createSender(config);
        this.outcome = outcome;
    }

    @Override
    public void send(MessageWriter message, Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError) {
        sender.send(
                message,
                response -> {
                    outcome.accept(delivery(response));
                    onResponse.accept(response);
                },
                failure -> {
                    outcome.accept(Delivery.failed(failure));
                    onError.accept(failure);
                });
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
        return sender.shutdown();
    }
}
