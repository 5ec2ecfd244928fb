package io.obsagent.instrumentation.httpserver;

import com.sun.net.httpserver.Headers;
import io.obsagent.api.Operation;

/**
 * An exchange as it is recorded. Many handlers return without closing it: the client has all that was announced and goes,
 * and the server waits for the end until the connection is closed, if ever. So the operation also ends once its handler
 * has returned and the announced length is written; the two may be done by different threads.
 */
final class RecordedExchange {

    private final Operation operation;
    private final Headers responseHeaders;
    private boolean answered;
    private long announced = -1;
    private volatile boolean handled;
    private volatile boolean written;

    RecordedExchange(Operation operation, Headers responseHeaders) {
        this.operation = operation;
        this.responseHeaders = responseHeaders;
    }

    Operation operation() {
        return operation;
    }

    /**
     * The status that is sent; a handler that tries a second time is told so by an exception.
     *
     * @param length of the body; 0 where it is not known before, -1 where there is none
     */
    void answer(int status, long length) {
        if (!answered) {
            answered = true;
            announced = length > 0 ? length : -1;
            operation.status(status);
            if (operation.capturesResponseHeaders()) {
                operation.responseHeaders(new ResponseHeaders(responseHeaders));
            }
        }
    }

    /** The handler has returned. */
    void handled() {
        handled = true;
        if (written) {
            end();
        }
    }

    /** @param bytes of the body so far */
    void written(long bytes) {
        operation.responseBytes(bytes);
        if (bytes == announced) {
            written = true;
            if (handled) {
                end();
            }
        }
    }

    /** Ends the operation, unless it has ended. */
    void end() {
        operation.end(operation.failure());
    }
}
