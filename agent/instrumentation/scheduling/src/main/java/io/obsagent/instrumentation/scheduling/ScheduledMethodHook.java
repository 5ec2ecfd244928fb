package io.obsagent.instrumentation.scheduling;

import io.obsagent.api.Call;
import io.obsagent.api.Telemetry;
import java.lang.reflect.Method;
import org.springframework.scheduling.support.ScheduledMethodRunnable;

/** {@code ScheduledMethodRunnable.run}: one run of a method annotated by {@code @Scheduled}. */
public final class ScheduledMethodHook extends JobHook {

    @Override
    public void before(Call call) {
        Method method = call.<ScheduledMethodRunnable>self().getMethod();
        call.enter(Telemetry.get().job(method.getDeclaringClass().getName(), method.getName()));
    }
}
