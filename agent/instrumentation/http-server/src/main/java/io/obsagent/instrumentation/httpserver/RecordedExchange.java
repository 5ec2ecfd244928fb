package io.obsagent.instrumentation.httpserver;

import com.sun.net.httpserver.Headers;
import io.obsagent.api.Operation;

/** An exchange as it is recorded. */
final class RecordedExchange {

    private final Operation operation;
    private final Headers responseHeaders;
    private boolean answered;

    RecordedExchange(Operation operation, Headers responseHeaders) {
        this.operation = operation;
        this.responseHeaders = responseHeaders;
    }

    Operation operation() {
        return operation;
    }

    /** The status that is sent; a handler that tries a second time is told so by an exception. */
    void answer(int status) {
        if (!answered) {
            answered = true;
            operation.status(status);
            if (operation.capturesResponseHeaders()) {
                operation.responseHeaders(new ResponseHeaders(responseHeaders));
            }
        }
    }

    void end() {
        operation.end(operation.failure());
    }
}
