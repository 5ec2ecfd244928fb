package io.obsagent.instrumentation.logging;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogKeys;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import org.apache.log4j.spi.LoggingEvent;

/** {@code Category.callAppenders}: an event is about to be written. */
public final class Log4j1Hook implements Hook {

    @Override
    public void before(Call call) {
        LoggingEvent event = call.arg(0);
        Telemetry telemetry = Telemetry.get();
        telemetry.logged(event.getLevel().toString(), event.getLoggerName());
        Operation current = telemetry.current();
        if (current != null) {
            LogKeys keys = telemetry.logKeys();
            addUnlessPresent(event, keys.traceId(), current.traceId());
            addUnlessPresent(event, keys.spanId(), current.spanId());
            addUnlessPresent(event, keys.traceFlags(), current.traceFlags());
        }
    }

    /** A property of the event goes where its copy of the MDC is. What the application says under that name stays. */
    private static void addUnlessPresent(LoggingEvent event, String key, String value) {
        if (event.getMDC(key) == null) {
            event.setProperty(key, value);
        }
    }
}
