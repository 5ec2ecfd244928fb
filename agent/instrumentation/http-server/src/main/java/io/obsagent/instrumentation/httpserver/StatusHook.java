package io.obsagent.instrumentation.httpserver;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** Where the head of a response is sent. One without body ends the exchange, so this is told before. */
public final class StatusHook implements Hook {

    @Override
    public void before(Call call) {
        RecordedExchange recorded = ExchangeHook.RECORDED.get(call.self());
        if (recorded != null) {
            recorded.answer(call.<Integer>arg(0), call.<Long>arg(1));
        }
    }
}
