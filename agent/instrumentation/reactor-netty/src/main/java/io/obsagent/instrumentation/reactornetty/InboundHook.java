package io.obsagent.instrumentation.reactornetty;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Scope;

/** Where a part of the response, or its end, arrives: what the application does with it belongs to where it called. */
public final class InboundHook implements Hook {

    @Override
    public void before(Call call) {
        Attempt attempt = Attempt.of(call.self());
        if (attempt != null) {
            call.attach(attempt.activateCaller());
        }
    }

    @Override
    public void after(Call call) {
        Scope scope = call.attached();
        if (scope != null) {
            scope.close();
        }
    }
}
