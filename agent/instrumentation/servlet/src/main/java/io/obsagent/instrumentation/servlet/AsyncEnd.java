package io.obsagent.instrumentation.servlet;

import io.obsagent.api.Failures;
import io.obsagent.api.Operation;
import io.obsagent.api.State;
import java.io.IOException;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Told by the container when asynchronous work has ended. Runs outside the engine's barrier, so it throws nothing. */
final class AsyncEnd implements AsyncListener {

    private final Operation operation;
    private final boolean ends;
    private final ServletRequest request;
    private final State<ServletRequest, Operation> waiting;

    /**
     * @param ends whether the operation is to be ended here; else the container's hooks do
     * @param request key in {@code waiting}, to be removed
     */
    AsyncEnd(Operation operation, boolean ends, ServletRequest request, State<ServletRequest, Operation> waiting) {
        this.operation = operation;
        this.ends = ends;
        this.request = request;
        this.waiting = waiting;
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
        waiting.remove(request);
        if (ends) {
            try {
                ServletHook.end(operation, (HttpServletResponse) event.getSuppliedResponse());
            } catch (Throwable failure) {
                Failures.note("servlet", "response not read", failure);
                operation.end(operation.failure());
            }
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // the container answers, or a listener of the application; then it completes
    }

    @Override
    public void onError(AsyncEvent event) {
        try {
            operation.failed(event.getThrowable());
        } catch (Throwable failure) {
            Failures.note("servlet", "failure not read", failure);
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // a new asynchronous cycle has forgotten its listeners
        try {
            event.getAsyncContext().addListener(this, event.getSuppliedRequest(), event.getSuppliedResponse());
        } catch (Throwable failure) {
            Failures.note("servlet", "end not waited for", failure);
            waiting.remove(request);
            if (ends) {
                operation.end(operation.failure());
            }
        }
    }
}
