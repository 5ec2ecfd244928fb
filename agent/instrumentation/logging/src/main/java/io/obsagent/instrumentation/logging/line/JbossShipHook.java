package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogShipper;
import io.obsagent.api.Telemetry;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;

/** {@code org.jboss.logmanager.Logger.logRaw}: a record that is written is sent, too. */
public final class JbossShipHook implements Hook {

    @Override
    public void before(Call call) {
        Telemetry telemetry = Telemetry.get();
        LogShipper shipper = telemetry.logShipper();
        if (shipper != null) {
            shipper.ship(
                    new JbossEntry(
                            call.<ExtLogRecord>arg(0), call.<Logger>self().getName()),
                    telemetry.current());
        }
    }
}
