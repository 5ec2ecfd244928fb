package io.obsagent.instrumentation.micrometer;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** The application's own Micrometer meters, which then appear on the agent's {@code /metrics}. */
public final class MicrometerInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "micrometer";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.onlyWhenAskedFor();
        weaving.types("io.micrometer.core.instrument.MeterRegistry")
                .methods("registerMeterIfNecessary")
                .with(RegisterHook.class);
    }
}
