package io.obsagent.instrumentation.httpserver;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.State;

/** The constructor of the implementation's exchange, whose last argument is the connection. */
public final class ConnectionHook implements Hook {

    /** Connections by their exchanges, from here to {@link ExchangeHook}. */
    static final State<Object, Object> CONNECTIONS = new State<Object, Object>();

    private static final int CONNECTION = 4;

    @Override
    public void after(Call call) {
        CONNECTIONS.put(call.self(), call.arg(CONNECTION));
    }
}
