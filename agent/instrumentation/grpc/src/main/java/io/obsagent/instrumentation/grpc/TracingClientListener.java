package io.obsagent.instrumentation.grpc;

import io.grpc.ClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.Status;
import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;

/** Runs each callback of a client in the context of the caller, and ends the operation when the call is closed. */
final class TracingClientListener<R> extends SimpleForwardingClientCallListener<R> {

    private final TracingClientCall<?, R> call;
    private final Operation operation;
    private final Snapshot caller;

    /** The library calls one method of a listener after the other. */
    private long received;

    /** @param caller what was current when the call was started; null for nothing */
    TracingClientListener(
            ClientCall.Listener<R> delegate, TracingClientCall<?, R> call, Operation operation, Snapshot caller) {
        super(delegate);
        this.call = call;
        this.operation = operation;
        this.caller = caller;
    }

    @Override
    public void onHeaders(Metadata headers) {
        capture(headers);
        Scope scope = enterCaller();
        try {
            super.onHeaders(headers);
        } finally {
            scope.close();
        }
    }

    @Override
    public void onMessage(R message) {
        received++;
        Scope scope = enterCaller();
        try {
            super.onMessage(message);
        } finally {
            scope.close();
        }
    }

    @Override
    public void onReady() {
        Scope scope = enterCaller();
        try {
            super.onReady();
        } finally {
            scope.close();
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        // before the application is told: what waits for the call then finds its span ended
        capture(trailers);
        call.describe(operation, received);
        operation.status(status.getCode().name()).end(null);
        Scope scope = enterCaller();
        try {
            super.onClose(status, trailers);
        } finally {
            scope.close();
        }
    }

    private void capture(Metadata metadata) {
        if (operation.capturesResponseHeaders()) {
            operation.responseHeaders(new MetadataHeaders(metadata));
        }
    }

    private Scope enterCaller() {
        return caller == null ? Telemetry.get().suspend() : caller.activate();
    }
}
