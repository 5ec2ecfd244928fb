package io.obsagent.instrumentation.opentelemetryapi;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code isEnabled} of the tracer that does nothing: it does something now. */
public final class EnabledHook implements Hook {

    @Override
    public void after(Call call) {
        call.replaceResult(Boolean.TRUE);
    }
}
