package io.obsagent.instrumentation.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogKeys;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.MDC;

/** {@code Logger.callAppenders}: an event has passed level and filters and is about to be written. */
public final class LogbackHook implements Hook {

    /** Of trace, span and flags. */
    private static final int FIELDS = 3;

    @Override
    public void before(Call call) {
        ILoggingEvent event = call.arg(0);
        Telemetry telemetry = Telemetry.get();
        telemetry.logged(event.getLevel().levelStr, event.getLoggerName());
        Operation current = telemetry.current();
        if (current != null && event instanceof LoggingEvent) {
            addIds((LoggingEvent) event, current, telemetry.logKeys());
        }
    }

    private static void addIds(LoggingEvent event, Operation current, LogKeys keys) {
        Map<String, String> fields = copyOfMdc();
        addUnlessPresent(fields, keys.traceId(), current.traceId());
        addUnlessPresent(fields, keys.spanId(), current.spanId());
        addUnlessPresent(fields, keys.traceFlags(), current.traceFlags());
        try {
            event.setMDCPropertyMap(fields);
        } catch (IllegalStateException alreadySet) {
            // an event that the application made itself says what it is about
        }
    }

    /** Logback's own adapter gives a HashMap; another one may give null or a map that cannot be changed. */
    private static Map<String, String> copyOfMdc() {
        Map<String, String> copy = MDC.getCopyOfContextMap();
        if (copy == null) {
            return new HashMap<String, String>(FIELDS + 1); // a table that holds them without growing
        }
        return copy instanceof HashMap ? copy : new HashMap<String, String>(copy);
    }

    /** What the application says under that name stays. */
    private static void addUnlessPresent(Map<String, String> fields, String key, String value) {
        if (!fields.containsKey(key)) {
            fields.put(key, value);
        }
    }
}
