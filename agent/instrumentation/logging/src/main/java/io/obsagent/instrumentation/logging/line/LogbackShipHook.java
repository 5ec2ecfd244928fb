package io.obsagent.instrumentation.logging.line;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogShipper;
import io.obsagent.api.Telemetry;

/** {@code Logger.callAppenders}: an event that is written is sent, too. */
public final class LogbackShipHook implements Hook {

    @Override
    public void before(Call call) {
        Telemetry telemetry = Telemetry.get();
        LogShipper shipper = telemetry.logShipper();
        if (shipper != null) {
            shipper.ship(new LogbackEntry(call.<ILoggingEvent>arg(0)), telemetry.current());
        }
    }
}
