package io.obsagent.telemetry.export;

import io.obsagent.api.AgentLog;
import io.obsagent.config.AgentConfig;
import io.opentelemetry.exporter.sender.okhttp.internal.OkHttpGrpcSenderProvider;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * OpenTelemetry's sender on OkHttp. The JDK's HTTP/2 client is missing on Java 8 and knows no trailers. This class, and
 * with it OkHttp, is loaded for gRPC only.
 */
final class GrpcSender implements Sender {

    /** The call has a time-out of its own; this is for an answer that never comes. */
    private static final long GRACE_MILLIS = 1_000;

    private final AgentConfig.Exporter config;
    private final TlsFiles tls;

    private volatile io.opentelemetry.sdk.common.export.GrpcSender sender;
    /** Whether the certificates are to be read anew. */
    private volatile boolean renew;

    GrpcSender(AgentConfig.Exporter config, TlsFiles tls) {
        this.config = config;
        this.tls = tls;
        if (!config.proxy.equals("none")) {
            AgentLog.warn(
                    44,
                    "exporter.proxy does not count for gRPC: spans go straight to " + config.endpointName
                            + "; through a proxy go those of http/protobuf");
        }
    }

    @Override
    public Delivery send(Batch batch) {
        CompletableFuture<Delivery> answer = new CompletableFuture<>();
        try {
            sender().send(message(batch), response -> answer.complete(delivery(response)), failure -> {
                renew = tls.areNamed();
                answer.complete(Delivery.failed(failure));
            });
            return answer.get(config.timeoutMillis + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException never) {
            return Delivery.retry("no answer", -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Delivery.retry("interrupted", -1);
        } catch (IOException | ExecutionException e) {
            return Delivery.failed(e);
        }
    }

    /** @throws IOException if a file with certificates is unusable; the message names it */
    private io.opentelemetry.sdk.common.export.GrpcSender sender() throws IOException {
        if (renew) {
            close();
            sender = null;
        }
        if (sender == null) {
            sender = new OkHttpGrpcSenderProvider().createSender(new GrpcConfig(config, tls));
            renew = false;
        }
        return sender;
    }

    private static MessageWriter message(Batch batch) {
        return new MessageWriter() {
            @Override
            public void writeMessage(OutputStream out) throws IOException {
                batch.writeTo(out);
            }

            @Override
            public int getContentLength() {
                return batch.size();
            }
        };
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

    /** OkHttp's own threads write: whoever waits here does so no longer than the time-out. */
    @Override
    public void abortIfStuck() {}

    @Override
    public void close() {
        io.opentelemetry.sdk.common.export.GrpcSender used = sender;
        if (used != null) {
            used.shutdown();
        }
    }
}
