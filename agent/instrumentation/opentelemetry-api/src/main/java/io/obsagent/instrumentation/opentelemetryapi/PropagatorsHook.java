package io.obsagent.instrumentation.opentelemetryapi;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;

/** Propagators of an API without SDK: the library's own for the W3C's headers in place of those that do nothing. */
public final class PropagatorsHook implements Hook {

    private static final ContextPropagators W3C = ContextPropagators.create(
            TextMapPropagator.composite(W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance()));

    @Override
    public void after(Call call) {
        if (call.result() == ContextPropagators.noop()) {
            call.replaceResult(W3C);
        }
    }
}
