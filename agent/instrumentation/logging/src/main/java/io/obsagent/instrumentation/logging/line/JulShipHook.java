package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogShipper;
import io.obsagent.api.Telemetry;
import io.obsagent.instrumentation.logging.JulBridges;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * {@code java.util.logging.Logger.log(LogRecord)}: a record that is written is sent, too. Not where the logger has a filter:
 * it comes after this hook and may mask the record, and asking it twice may change what it says.
 */
public final class JulShipHook implements Hook {

    /** Puts arguments into messages, as all formatters do. */
    private static final Formatter MESSAGES = new Formatter() {
        @Override
        public String format(LogRecord record) {
            return formatMessage(record);
        }
    };

    @Override
    public void before(Call call) {
        Logger logger = call.self();
        LogRecord record = call.arg(0);
        Telemetry telemetry = Telemetry.get();
        LogShipper shipper = telemetry.logShipper();
        if (shipper == null || logger.getFilter() != null) {
            return;
        }
        if (logger.isLoggable(record.getLevel()) && !JulBridges.isHandedOn(logger)) {
            shipper.ship(new JulEntry(record, MESSAGES), telemetry.current());
        }
    }
}
