package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** Events of Logback, Log4j 2, Log4j 1 and reload4j, java.util.logging and JBoss LogManager, sent to where logs are collected. */
public final class ShipInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "log-shipping";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.onlyWhenAskedFor();
        weaving.types("ch.qos.logback.classic.Logger")
                .methods("callAppenders(ch.qos.logback.classic.spi.ILoggingEvent)")
                .with(LogbackShipHook.class);
        weaving.types("org.apache.logging.log4j.core.config.LoggerConfig")
                .methods("processLogEvent(org.apache.logging.log4j.core.LogEvent, ..)")
                .outermost("log4j2-ship")
                .with(Log4j2ShipHook.class);
        weaving.types("org.apache.log4j.Category")
                .methods("callAppenders(org.apache.log4j.spi.LoggingEvent)")
                .with(Log4j1ShipHook.class);
        weaving.types("java.util.logging.Logger")
                .methods("log(java.util.logging.LogRecord)")
                .with(JulShipHook.class);
        weaving.types("org.jboss.logmanager.Logger")
                .methods("logRaw(org.jboss.logmanager.ExtLogRecord)")
                .with(JbossShipHook.class);
    }
}
