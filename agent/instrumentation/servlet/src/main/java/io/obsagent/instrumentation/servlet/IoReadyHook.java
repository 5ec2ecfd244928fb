package io.obsagent.instrumentation.servlet;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;

/** Where the container calls a listener for non-blocking IO, on any of its threads: resumes the listener's request. */
public final class IoReadyHook implements Hook {

    @Override
    public void before(Call call) {
        Operation operation = IoListenerHook.LISTENING.get(call.self());
        if (operation == null) {
            return;
        }
        if (call.argCount() == 1) {
            operation.failed(call.<Throwable>arg(0));
        }
        if (Telemetry.get().currentServer() != operation) {
            call.enter(operation);
        }
    }
}
