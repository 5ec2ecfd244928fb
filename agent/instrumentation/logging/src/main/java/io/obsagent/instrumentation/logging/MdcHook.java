package io.obsagent.instrumentation.logging;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogKeys;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;

/** {@code MDC.get}, where it is set so: code that asks for the trace id gets it, though it is not kept in the MDC. */
public final class MdcHook implements Hook {

    @Override
    public void after(Call call) {
        String key = call.arg(0);
        if (key == null || call.result() != null || call.thrown() != null) {
            return;
        }
        Telemetry telemetry = Telemetry.get();
        LogKeys keys = telemetry.logKeys();
        Operation current = keys.answerMdcGet() ? telemetry.current() : null;
        String value = current == null ? null : keys.value(key, current);
        if (value != null) {
            call.replaceResult(value);
        }
    }
}
