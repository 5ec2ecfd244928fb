package io.obsagent.instrumentation.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall;
import io.obsagent.api.Operation;
import io.obsagent.api.Scope;

/** Runs each callback of a service within its call's operation. */
final class TracingServerListener<Q> extends SimpleForwardingServerCallListener<Q> {

    private final ServerCallTracer tracer;
    private final Operation operation;

    TracingServerListener(ServerCall.Listener<Q> delegate, ServerCallTracer tracer, Operation operation) {
        super(delegate);
        this.tracer = tracer;
        this.operation = operation;
    }

    @Override
    public void onMessage(Q message) {
        Scope scope = operation.activate();
        try {
            super.onMessage(message);
        } catch (Throwable failure) {
            tracer.threw(failure);
            throw failure;
        } finally {
            scope.close();
        }
    }

    @Override
    public void onHalfClose() {
        Scope scope = operation.activate();
        try {
            super.onHalfClose();
        } catch (Throwable failure) {
            tracer.threw(failure);
            throw failure;
        } finally {
            scope.close();
        }
    }

    @Override
    public void onReady() {
        Scope scope = operation.activate();
        try {
            super.onReady();
        } catch (Throwable failure) {
            tracer.threw(failure);
            throw failure;
        } finally {
            scope.close();
        }
    }

    @Override
    public void onCancel() {
        Scope scope = operation.activate();
        try {
            super.onCancel();
        } finally {
            scope.close();
        }
    }

    @Override
    public void onComplete() {
        Scope scope = operation.activate();
        try {
            super.onComplete();
        } finally {
            scope.close();
        }
    }
}
