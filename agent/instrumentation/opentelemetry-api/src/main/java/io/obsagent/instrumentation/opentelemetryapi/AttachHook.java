package io.obsagent.instrumentation.opentelemetryapi;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Scope;
import io.obsagent.api.Telemetry;
import io.opentelemetry.context.Context;

/** A context of the application becomes current: so does, for the agent, the span in it. */
public final class AttachHook implements Hook {

    @Override
    public void after(Call call) {
        Context context = call.arg(0);
        io.opentelemetry.context.Scope scope = call.result();
        if (context == null || scope == null) {
            return;
        }
        Scope entered = Telemetry.get().enterContext(ApiSpan.operation(context), BaggageHeader.write(context), context);
        if (entered != Scope.NONE) {
            call.replaceResult(new ContextScope(scope, entered));
        }
    }
}
