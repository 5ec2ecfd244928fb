package io.obsagent.instrumentation.httpserver;

import io.obsagent.api.Operation;

/** An exchange as it is recorded. */
final class RecordedExchange {

    private final Operation operation;
    private boolean answered;

    RecordedExchange(Operation operation) {
        this.operation = operation;
    }

    Operation operation() {
        return operation;
    }

    /** The status that is sent; a handler that tries a second time is told so by an exception. */
    void answer(int status) {
        if (!answered) {
            answered = true;
            operation.status(status);
        }
    }

    void end() {
        operation.end(operation.failure());
    }
}
