package io.obsagent.instrumentation.opentelemetryapi;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Telemetry;

/** An exporter sends, or code runs that asks not to be observed: its calls are no work of the application's. */
public final class ExportHook implements Hook {

    @Override
    public void before(Call call) {
        call.enter(Telemetry.get().unrecorded());
    }
}
