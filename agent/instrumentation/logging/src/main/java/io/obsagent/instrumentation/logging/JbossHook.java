package io.obsagent.instrumentation.logging;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogKeys;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;

/** {@code org.jboss.logmanager.Logger.logRaw}: a record is about to be written. */
public final class JbossHook implements Hook {

    @Override
    public void before(Call call) {
        ExtLogRecord record = call.arg(0);
        Telemetry telemetry = Telemetry.get();
        telemetry.logged(JulLevels.name(record.getLevel()), call.<Logger>self().getName());
        Operation current = telemetry.current();
        if (current != null) {
            LogKeys keys = telemetry.logKeys();
            addUnlessPresent(record, keys.traceId(), current.traceId());
            addUnlessPresent(record, keys.spanId(), current.spanId());
            addUnlessPresent(record, keys.traceFlags(), current.traceFlags());
        }
    }

    /** What the application says under that name stays. */
    private static void addUnlessPresent(ExtLogRecord record, String key, String value) {
        if (record.getMdc(key) == null) {
            record.putMdc(key, value);
        }
    }
}
