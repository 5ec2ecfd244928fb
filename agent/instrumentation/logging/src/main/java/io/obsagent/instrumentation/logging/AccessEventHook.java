package io.obsagent.instrumentation.logging;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;

/**
 * What an event of Logback-access tells of its request, {@code getAttribute(name)}: the ids answer as attributes that the
 * request itself need not have. An event that another thread writes out is made fit for that before, {@code
 * prepareForDeferredProcessing()}.
 */
public final class AccessEventHook implements Hook {

    private static final State<Object, Operation> DEFERRED = new State<Object, Operation>();

    private static final String NOT_THERE = "-";

    @Override
    public void before(Call call) {
        Operation request = call.argCount() == 0 ? request(Telemetry.get()) : null;
        if (request != null) {
            DEFERRED.put(call.self(), request);
        }
    }

    @Override
    public void after(Call call) {
        if (call.argCount() == 0 || call.result() != null && !NOT_THERE.equals(call.result())) {
            return;
        }
        Telemetry telemetry = Telemetry.get();
        Operation operation = DEFERRED.get(call.self());
        if (operation == null) {
            operation = request(telemetry);
        }
        String value = operation == null ? null : telemetry.logKeys().value(call.<String>arg(0), operation);
        if (value != null) {
            call.replaceResult(value);
        }
    }

    /** The server's operation, whatever the application has left current; in Jetty it has ended when the log writes. */
    private static Operation request(Telemetry telemetry) {
        Operation server = telemetry.currentServer();
        return server == null ? telemetry.current() : server;
    }
}
