package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogShipper;
import io.obsagent.api.Telemetry;
import org.apache.log4j.spi.LoggingEvent;

/** {@code Category.callAppenders}: an event that is written is sent, too. */
public final class Log4j1ShipHook implements Hook {

    @Override
    public void before(Call call) {
        Telemetry telemetry = Telemetry.get();
        LogShipper shipper = telemetry.logShipper();
        if (shipper != null) {
            shipper.ship(new Log4j1Entry(call.<LoggingEvent>arg(0)), telemetry.current());
        }
    }
}
