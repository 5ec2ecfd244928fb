package io.obsagent.instrumentation.logging;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LoggedWithin;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * {@code java.util.logging.Logger.log(LogRecord)}: a record is about to be written, unless it is for a level that is off.
 * The logger's own filter, which few have, is asked afterwards and may still refuse it.
 */
public final class JulHook implements Hook {

    @Override
    public void before(Call call) {
        Logger logger = call.self();
        LogRecord record = call.arg(0);
        if (!logger.isLoggable(record.getLevel())) {
            return;
        }
        Telemetry telemetry = Telemetry.get();
        if (!JulBridges.isHandedOn(logger)) {
            telemetry.logged(JulLevels.name(record.getLevel()), logger.getName());
        }
        Operation current = telemetry.current();
        if (current != null && (telemetry.logKeys().inMessages() || telemetry.logFormat() != null)) {
            LoggedWithin.put(record, current);
        }
    }
}
