package io.obsagent.instrumentation.servlet;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;

/** Where a request gets a listener for non-blocking IO, {@code setReadListener(..)} or {@code setWriteListener(..)}. */
public final class IoListenerHook implements Hook {

    /** Operations that listeners work for. A listener serves one request. */
    static final State<Object, Operation> LISTENING = new State<Object, Operation>();

    @Override
    public void before(Call call) {
        Operation operation = Telemetry.get().currentServer();
        if (operation != null && call.arg(0) != null) {
            LISTENING.put(call.arg(0), operation);
        }
    }
}
