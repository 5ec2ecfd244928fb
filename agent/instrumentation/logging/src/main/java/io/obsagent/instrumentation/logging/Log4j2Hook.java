package io.obsagent.instrumentation.logging;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Telemetry;
import org.apache.logging.log4j.core.LogEvent;

/** {@code LoggerConfig.processLogEvent}: an event has passed level and filters. */
public final class Log4j2Hook implements Hook {

    private static final String SECOND_TIME = "ASYNCHRONOUS_ONLY";

    @Override
    public void before(Call call) {
        if (isSecondTime(call)) {
            return;
        }
        LogEvent event = call.arg(0);
        Telemetry.get().logged(event.getLevel().name(), event.getLoggerName());
    }

    /** Whether it is an asynchronous logger's event that has been here for the synchronous ones. */
    public static boolean isSecondTime(Call call) {
        return call.argCount() > 1 && SECOND_TIME.equals(((Enum<?>) call.arg(1)).name());
    }
}
