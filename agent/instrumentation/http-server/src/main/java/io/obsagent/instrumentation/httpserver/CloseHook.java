package io.obsagent.instrumentation.httpserver;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** Where an exchange or its connection is closed: ends an exchange whose response was not written as a whole. */
public final class CloseHook implements Hook {

    @Override
    public void after(Call call) {
        RecordedExchange recorded = ExchangeHook.RECORDED.remove(call.self());
        if (recorded != null) {
            recorded.end();
        }
    }
}
