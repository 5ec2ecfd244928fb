package io.obsagent.instrumentation.httpserver;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** Around the filters and the handler of an exchange. The handler may return and leave the exchange to another thread. */
public final class HandleHook implements Hook {

    @Override
    public void before(Call call) {
        RecordedExchange recorded = ExchangeHook.RECORDED.remove(call.arg(0));
        if (recorded != null) {
            call.attach(recorded);
            call.enter(recorded.operation());
        }
    }

    @Override
    public void after(Call call) {
        RecordedExchange recorded = call.attached();
        if (recorded == null) {
            return;
        }
        if (call.thrown() == null) {
            recorded.handled();
        } else {
            // the server closes the connection, if at all, and nobody is told the reason
            recorded.operation().failed(call.thrown());
            recorded.end();
        }
    }
}
