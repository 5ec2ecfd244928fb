package io.obsagent.instrumentation.servlet.jetty;

import io.obsagent.api.Failures;
import io.obsagent.api.Operation;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * What goes over the wire for one request: sees the status and the bytes that are sent, whoever sends them, and the
 * request's end. One thread at a time calls it.
 */
final class RecordedStream extends HttpStream.Wrapper {

    private final Request request;
    private final Operation operation;
    private long bytes;

    private RecordedStream(HttpStream stream, Request request, Operation operation) {
        super(stream);
        this.request = request;
        this.operation = operation;
    }

    @Override
    public void send(
            MetaData.Request metaData,
            MetaData.Response response,
            boolean last,
            ByteBuffer content,
            Callback callback) {
        MetaData.Response sent = response;
        try {
            if (response != null && !HttpStatus.isInterim(response.getStatus())) {
                operation.status(response.getStatus());
                sent = withTraceHeader(response);
                if (operation.capturesResponseHeaders()) {
                    operation.responseHeaders(new ResponseHeaders(sent.getHttpFields()));
                }
            }
            if (content != null && !HttpMethod.HEAD.is(request.getMethod())) {
                bytes += content.remaining();
            }
        } catch (Throwable failure) {
            Failures.note("servlet", "response not read", failure);
        }
        super.send(metaData, sent, last, content, callback);
    }

    /** Jetty's error pages begin the response anew, without the header that was set at first. */
    private MetaData.Response withTraceHeader(MetaData.Response response) {
        String header = operation.traceHeader();
        if (header == null || response.getHttpFields().contains(header)) {
            return response;
        }
        return new MetaData.Response(
                response.getStatus(),
                response.getReason(),
                response.getHttpVersion(),
                HttpFields.build(response.getHttpFields()).put(header, operation.traceHeaderValue()),
                response.getContentLength(),
                response.getTrailersSupplier());
    }

    @Override
    public void succeeded() {
        end(null);
        super.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
        end(failure);
        super.failed(failure);
    }

    private void end(Throwable failure) {
        try {
            operation.requestBytes(Request.getContentBytesRead(request)).responseBytes(bytes);
        } catch (Throwable unreadable) {
            Failures.note("servlet", "request not read", unreadable);
        }
        operation.end(operation.failure() == null ? failure : operation.failure());
    }

    /** Lays the recorded stream around Jetty's. */
    static final class Factory implements Function<HttpStream, HttpStream> {
        private final Request request;
        private final Operation operation;

        Factory(Request request, Operation operation) {
            this.request = request;
            this.operation = operation;
        }

        @Override
        public HttpStream apply(HttpStream stream) {
            return new RecordedStream(stream, request, operation);
        }
    }
}
