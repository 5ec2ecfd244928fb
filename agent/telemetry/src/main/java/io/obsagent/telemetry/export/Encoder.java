package io.obsagent.telemetry.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/**
 * What OpenTelemetry's exporters take for their sender: it writes what they encode to memory, and answers that all went
 * well. Used by one thread.
 */
final class Encoder {

    private static final byte[] EMPTY = {};

    private OutputStream out;
    private boolean written;
    private IOException failure;

    /** What the exporter encodes from now on goes there. */
    void begin(OutputStream target) {
        out = target;
        written = false;
        failure = null;
    }

    /** @throws IllegalStateException when the exporter did not come with a message, or it could not be written */
    void end() {
        out = null;
        if (!written) {
            throw new IllegalStateException("not encoded", failure);
        }
    }

    private boolean write(MessageWriter message) {
        try {
            message.writeMessage(out);
            written = true;
        } catch (IOException e) {
            failure = e;
        }
        return written;
    }

    HttpSender http() {
        return new HttpSender() {
            @Override
            public void send(MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
                if (write(message)) {
                    onResponse.accept(new Ok());
                } else {
                    onError.accept(failure);
                }
            }

            @Override
            public CompletableResultCode shutdown() {
                return CompletableResultCode.ofSuccess();
            }
        };
    }

    GrpcSender grpc() {
        return new GrpcSender() {
            @Override
            public void send(MessageWriter message, Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError) {
                if (write(message)) {
                    onResponse.accept(new GrpcOk());
                } else {
                    onError.accept(failure);
                }
            }

            @Override
            public CompletableResultCode shutdown() {
                return CompletableResultCode.ofSuccess();
            }
        };
    }

    private static final class Ok implements HttpResponse {
        @Override
        public int getStatusCode() {
            return 200;
        }

        @Override
        public String getStatusMessage() {
            return "";
        }

        @Override
        public byte[] getResponseBody() {
            return EMPTY;
        }
    }

    private static final class GrpcOk implements GrpcResponse {
        @Override
        public GrpcStatusCode getStatusCode() {
            return GrpcStatusCode.OK;
        }

        @Override
        public String getStatusDescription() {
            return "";
        }

        @Override
        public byte[] getResponseMessage() {
            return EMPTY;
        }
    }
}
