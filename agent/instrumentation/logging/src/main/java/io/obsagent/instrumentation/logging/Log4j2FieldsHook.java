package io.obsagent.instrumentation.logging;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogKeys;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;

/** {@code ContextDataInjector.injectContextData}: an event takes its fields along, on the thread that logs it. */
public final class Log4j2FieldsHook implements Hook {

    @Override
    public void after(Call call) {
        Telemetry telemetry = Telemetry.get();
        Operation current = telemetry.current();
        StringMap fields = call.result();
        if (current == null || fields == null) {
            return;
        }
        StringMap own = ownedByTheEvent(fields) ? fields : new SortedArrayStringMap(fields);
        LogKeys keys = telemetry.logKeys();
        addUnlessPresent(own, keys.traceId(), current.traceId());
        addUnlessPresent(own, keys.spanId(), current.spanId());
        addUnlessPresent(own, keys.traceFlags(), current.traceFlags());
        if (own != fields) {
            own.freeze();
            call.replaceResult(own);
        }
    }

    /** A map that is frozen, or of a kind that we do not know, may be the one of the thread. */
    private static boolean ownedByTheEvent(StringMap fields) {
        return fields instanceof SortedArrayStringMap && !fields.isFrozen();
    }

    /** What the application says under that name stays. */
    private static void addUnlessPresent(StringMap fields, String key, String value) {
        if (!fields.containsKey(key)) {
            fields.putValue(key, value);
        }
    }
}
