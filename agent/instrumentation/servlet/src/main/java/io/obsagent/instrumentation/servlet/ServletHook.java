package io.obsagent.instrumentation.servlet;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;
import javax.servlet.DispatcherType;
import javax.servlet.ServletRequest;
import javax.servlet.ServletRequestWrapper;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Around the outermost filter or servlet of a dispatch. Adds application, route and failure to the container's operation; resumes it
 * where asynchronous work is dispatched to another thread; is in place of the container's hooks where there are none.
 */
public final class ServletHook implements Hook {

    /** Operations that wait for an asynchronous dispatch, by the container's request. */
    private static final State<ServletRequest, Operation> WAITING = new State<ServletRequest, Operation>();

    @Override
    public void before(Call call) {
        if (!(call.arg(0) instanceof HttpServletRequest)) {
            return;
        }
        HttpServletRequest request = call.arg(0);
        DispatcherType dispatch = request.getDispatcherType();
        Telemetry telemetry = Telemetry.get();
        Operation operation = telemetry.currentServer();
        if (operation == null) {
            ServletRequest original = unwrap(request);
            operation = WAITING.get(original);
            if (operation == null) {
                if (dispatch != DispatcherType.REQUEST) {
                    return; // a late part of a request that has been recorded
                }
                // a container without hooks of its own: with them the request would be current here
                operation = telemetry.serveHttp(new ServletHttpRequest(request));
                call.attach(operation);
            }
            call.enter(operation);
        }
        if (operation != null && dispatch == DispatcherType.REQUEST) {
            ServletMappings application = ServletMappings.of(request.getServletContext());
            operation.application(application.contextPath());
            application.route(request.getServletPath(), request.getPathInfo(), operation);
        }
    }

    @Override
    public void after(Call call) {
        Operation begun = call.attached();
        Operation operation = call.entered() == null ? Telemetry.get().currentServer() : call.leave();
        if (operation == null) {
            return;
        }
        if (call.thrown() != null) {
            operation.failed(call.thrown());
        }
        boolean goesOn = await(call.<HttpServletRequest>arg(0), call.<ServletResponse>arg(1), operation, begun != null);
        if (begun != null && !goesOn) {
            end(begun, (HttpServletResponse) call.arg(1));
        }
    }

    /** Waits for the end of asynchronous work; returns false where there is none. */
    private static boolean await(
            HttpServletRequest request, ServletResponse response, Operation operation, boolean ends) {
        if (!request.isAsyncStarted()) {
            return false;
        }
        ServletRequest original = unwrap(request);
        if (WAITING.putIfAbsent(original, operation) == null) {
            try {
                request.getAsyncContext()
                        .addListener(new AsyncEnd(operation, ends, original, WAITING), request, response);
            } catch (IllegalStateException completedMeanwhile) {
                WAITING.remove(original);
                return false;
            }
        }
        return true;
    }

    /** Ends an operation that the servlet hooks have begun. */
    static void end(Operation operation, HttpServletResponse response) {
        Throwable failure = operation.failure();
        int status = response.getStatus();
        operation.status(failure != null && status < 400 && !response.isCommitted() ? 500 : status);
        operation.end(failure);
    }

    private static ServletRequest unwrap(ServletRequest request) {
        ServletRequest original = request;
        while (original instanceof ServletRequestWrapper) {
            original = ((ServletRequestWrapper) original).getRequest();
        }
        return original;
    }
}
