package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogShipper;
import io.obsagent.api.Telemetry;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;

/**
 * {@code org.jboss.logmanager.Logger.logRaw}: a record that is written is sent, too. Not where the logger has a filter, as in
 * {@link JulShipHook}.
 */
public final class JbossShipHook implements Hook {

    @Override
    public void before(Call call) {
        Telemetry telemetry = Telemetry.get();
        LogShipper shipper = telemetry.logShipper();
        Logger logger = call.self();
        if (shipper != null && logger.getFilter() == null) {
            shipper.ship(new JbossEntry(call.<ExtLogRecord>arg(0), logger.getName()), telemetry.current());
        }
    }
}
