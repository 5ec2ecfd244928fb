package io.obsagent.instrumentation.scheduling;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** Spring's scheduled methods and Quartz's jobs. */
public final class SchedulingInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "scheduling";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.types("org.springframework.scheduling.support.ScheduledMethodRunnable")
                .methods("run()")
                .with(ScheduledMethodHook.class);
        weaving.subtypesOf("org.quartz.Job")
                .methods("execute(org.quartz.JobExecutionContext)")
                .outermost("quartz")
                .with(QuartzJobHook.class);
    }
}
