package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogShipper;
import io.obsagent.api.Telemetry;
import io.obsagent.instrumentation.logging.Log4j2Hook;
import org.apache.logging.log4j.core.LogEvent;

/** {@code LoggerConfig.processLogEvent}: an event that is written is sent, too. */
public final class Log4j2ShipHook implements Hook {

    @Override
    public void before(Call call) {
        if (Log4j2Hook.isSecondTime(call)) {
            return;
        }
        Telemetry telemetry = Telemetry.get();
        LogShipper shipper = telemetry.logShipper();
        if (shipper != null) {
            shipper.ship(new Log4j2Entry(call.<LogEvent>arg(0)), telemetry.current());
        }
    }
}
