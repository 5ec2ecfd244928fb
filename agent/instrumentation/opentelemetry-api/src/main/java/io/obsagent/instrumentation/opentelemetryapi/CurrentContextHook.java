package io.obsagent.instrumentation.opentelemetryapi;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;

/** {@code Context.current()}: adds the span that is current for the agent, where the library does not know of it. */
public final class CurrentContextHook implements Hook {

    @Override
    public void after(Call call) {
        Operation current = Telemetry.get().currentContext();
        Context stored = call.result();
        if (current == null || stored == null) {
            return;
        }
        Object entered = current.context();
        if (entered == stored) {
            return;
        }
        if (entered instanceof Context) {
            // handed over from another thread, which the library's storage did not notice
            call.replaceResult(entered);
        } else {
            call.replaceResult(with(stored, current));
        }
    }

    private static Context with(Context stored, Operation current) {
        Span there = Span.fromContextOrNull(stored);
        boolean ofAgent = there instanceof ApiSpan;
        if (!ofAgent && there != null && there.isRecording()) {
            // the SDK's: the application expects to find its own
            return stored;
        }
        Context context = stored;
        Operation origin = current.origin();
        if (ApiSpan.isValid(origin) && !(ofAgent && ((ApiSpan) there).operation == origin)) {
            context = context.with(new ApiSpan(origin));
        }
        return BaggageHeader.read(current.baggage(), context);
    }
}
