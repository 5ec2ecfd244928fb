package io.obsagent.instrumentation.logging;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** java.util.logging. The JDK itself loads it in many a JVM that has nothing to observe: it alone is no reason to weave. */
public final class JulInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "logging";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.followsOthers();
        weaving.types("java.util.logging.Logger")
                .methods("log(java.util.logging.LogRecord)")
                .with(JulHook.class);
        weaving.types("java.util.logging.Formatter")
                .methods("formatMessage(java.util.logging.LogRecord)")
                .replacing()
                .with(JulMessageHook.class);
    }
}
