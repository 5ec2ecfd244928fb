package io.obsagent.instrumentation.httpserver;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** Where the server learns that a response has been written: the constructor of its event, which names the exchange. */
public final class WrittenHook implements Hook {

    @Override
    public void after(Call call) {
        RecordedExchange recorded = ExchangeHook.RECORDED.remove(call.arg(0));
        if (recorded != null) {
            recorded.end();
        }
    }
}
