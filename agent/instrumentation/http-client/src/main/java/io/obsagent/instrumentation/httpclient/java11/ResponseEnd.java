package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.Operation;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

/** Ends the operation when the response, or the failure to get one, is there. */
final class ResponseEnd implements BiConsumer<HttpResponse<?>, Throwable> {

    private final Operation operation;

    ResponseEnd(Operation operation) {
        this.operation = operation;
    }

    @Override
    public void accept(HttpResponse<?> response, Throwable thrown) {
        if (response != null) {
            operation.status(response.statusCode());
        }
        boolean wrapped = thrown instanceof CompletionException && thrown.getCause() != null;
        operation.end(wrapped ? thrown.getCause() : thrown);
    }
}
