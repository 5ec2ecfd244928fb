package io.obsagent.instrumentation.logging;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** Logback from 1.0.8 with Logback-access, Log4j 2 from 2.8, Log4j 1 from 1.2.15 with its successor reload4j, JBoss LogManager. */
public final class LoggingInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "logging";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.types("ch.qos.logback.classic.Logger")
                .methods("callAppenders(ch.qos.logback.classic.spi.ILoggingEvent)")
                .with(LogbackHook.class);
        weaving.types("org.apache.log4j.Category")
                .methods("callAppenders(org.apache.log4j.spi.LoggingEvent)")
                .with(Log4j1Hook.class);
        weaving.types("org.jboss.logmanager.Logger")
                .methods("logRaw(org.jboss.logmanager.ExtLogRecord)")
                .with(JbossHook.class);
        log4j2(weaving);
        weaving.subtypesOf("ch.qos.logback.access.spi.IAccessEvent", "ch.qos.logback.access.common.spi.IAccessEvent")
                .methods("prepareForDeferredProcessing()")
                .replacing()
                .with(AccessEventHook.class)
                .methods("getAttribute(java.lang.String)")
                .replacing()
                .alongOthers()
                .with(AccessEventHook.class);
        weaving.types(
                        "org.slf4j.MDC",
                        "org.apache.logging.log4j.ThreadContext",
                        "org.apache.log4j.MDC",
                        "org.jboss.logmanager.MDC")
                .methods("get(java.lang.String)")
                .replacing()
                .with(MdcHook.class);
    }

    /** An event is counted by the logger that it passes to first; that one's parents are asked within. */
    private static void log4j2(Weaving weaving) {
        weaving.types("org.apache.logging.log4j.core.config.LoggerConfig")
                .methods("processLogEvent(org.apache.logging.log4j.core.LogEvent, ..)")
                .outermost("log4j2")
                .with(Log4j2Hook.class);
        weaving.subtypesOf("org.apache.logging.log4j.core.ContextDataInjector")
                .methods("injectContextData(java.util.List, org.apache.logging.log4j.util.StringMap)")
                .outermost("log4j2-fields")
                .replacing()
                .with(Log4j2FieldsHook.class);
    }
}
