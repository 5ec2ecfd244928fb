package io.obsagent.telemetry.export;

import io.obsagent.config.AgentConfig;
import io.obsagent.config.Compression;
import io.opentelemetry.exporter.sender.okhttp.internal.OkHttpGrpcSenderProvider;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * OTLP over gRPC, through OpenTelemetry's own sender on OkHttp: the JDK's HTTP/2 client is missing on Java 8 and knows no
 * trailers. Its classes are loaded only when gRPC is configured.
 */
final class OtlpGrpcSender implements OtlpSender {

    /** The call has a time-out of its own; this is for a callback that never comes. */
    private static final long GRACE_MILLIS = 1_000;

    private final GrpcSender sender;
    private final long timeoutMillis;

    OtlpGrpcSender(AgentConfig.Exporter config) {
        sender = new OkHttpGrpcSenderProvider().createSender(new GrpcSettings(config, gzip(config)));
        timeoutMillis = config.timeoutMillis;
    }

    private static GzipCompressor gzip(AgentConfig.Exporter config) {
        return config.compression == Compression.GZIP ? new GzipCompressor() : null;
    }

    @Override
    public Delivery send(byte[] bytes, int offset, int length) throws IOException {
        Answer answer = new Answer();
        sender.send(new Batch(bytes, offset, length), answer, answer.failure);
        return answer.await(timeoutMillis + GRACE_MILLIS);
    }

    @Override
    public void abortIfStuck() {
        // the call's time-out covers writing too
    }

    @Override
    public void close() {
        sender.shutdown();
    }

    private static final class Batch implements MessageWriter {
        private final byte[] bytes;
        private final int offset;
        private final int length;

        Batch(byte[] bytes, int offset, int length) {
            this.bytes = bytes;
            this.offset = offset;
            this.length = length;
        }

        @Override
        public void writeMessage(OutputStream out) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public int getContentLength() {
            return length;
        }
    }

    /** Waits for the answer, which comes on a thread of the sender's. */
    private static final class Answer implements Consumer<GrpcResponse> {
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile GrpcResponse response;
        private volatile Throwable problem;

        final Consumer<Throwable> failure = new Consumer<Throwable>() {
            @Override
            public void accept(Throwable thrown) {
                problem = thrown;
                done.countDown();
            }
        };

        @Override
        public void accept(GrpcResponse received) {
            response = received;
            done.countDown();
        }

        Delivery await(long millis) throws IOException {
            try {
                if (!done.await(millis, TimeUnit.MILLISECONDS)) {
                    throw new IOException("no answer");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted");
            }
            if (problem != null) {
                throw new IOException(problem.getMessage() == null ? problem.toString() : problem.getMessage());
            }
            return delivery(response);
        }

        private static Delivery delivery(GrpcResponse response) {
            GrpcStatusCode status = response.getStatusCode();
            switch (status) {
                case OK:
                    return Delivery.accepted(response.getResponseMessage());
                case CANCELLED:
                case DEADLINE_EXCEEDED:
                case ABORTED:
                case OUT_OF_RANGE:
                case UNAVAILABLE:
                case DATA_LOSS:
                    return Delivery.retry("gRPC status " + status, -1);
                default:
                    return Delivery.refused("gRPC status " + status);
            }
        }
    }
}
