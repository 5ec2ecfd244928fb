package io.obsagent.instrumentation.logging;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** Logback, from 1.0.8 on. */
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
    }
}
