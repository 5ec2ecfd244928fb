package io.obsagent.instrumentation.apachehttpclient.v5;

import io.obsagent.api.Failures;
import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;

/**
 * Ends the operation of an attempt before the client hears that the attempt has ended; what the client does then, the
 * next attempt perhaps, runs in the context that this one was made in.
 */
final class AttemptEnd implements AsyncExecCallback {

    private final AsyncExecCallback client;
    private final Operation operation;
    private final Snapshot snapshot;

    /** @param snapshot null when nothing was current */
    AttemptEnd(AsyncExecCallback client, Operation operation, Snapshot snapshot) {
        this.client = client;
        this.operation = operation;
        this.snapshot = snapshot;
    }

    @Override
    public AsyncDataConsumer handleResponse(HttpResponse response, EntityDetails entity)
            throws HttpException, IOException {
        try {
            operation.status(response.getCode());
        } catch (Throwable failure) {
            Failures.note("apache-httpclient", "status not read", failure);
        }
        return client.handleResponse(response, entity);
    }

    @Override
    public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
        client.handleInformationResponse(response);
    }

    @Override
    public void completed() {
        operation.end(null);
        Scope scope = activate();
        try {
            client.completed();
        } finally {
            scope.close();
        }
    }

    @Override
    public void failed(Exception cause) {
        operation.end(cause);
        Scope scope = activate();
        try {
            client.failed(cause);
        } finally {
            scope.close();
        }
    }

    private Scope activate() {
        return snapshot == null ? Scope.NONE : snapshot.activate();
    }
}
