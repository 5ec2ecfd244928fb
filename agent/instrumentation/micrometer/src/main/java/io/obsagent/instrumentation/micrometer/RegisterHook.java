package io.obsagent.instrumentation.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;

/** A registry is asked for a meter. It tells of itself so, also when it was made before it was woven. */
public final class RegisterHook implements Hook {

    private static final State<MeterRegistry, Boolean> KNOWN = new State<MeterRegistry, Boolean>();

    private final RegistryReader reader = new RegistryReader();

    @Override
    public void before(Call call) {
        MeterRegistry registry = call.self();
        if (KNOWN.putIfAbsent(registry, Boolean.TRUE) != null) {
            return;
        }
        if (registry == Metrics.globalRegistry) {
            // it counts in the registries that were added to it, and often there is none
            SimpleMeterRegistry counting = new SimpleMeterRegistry();
            ((CompositeMeterRegistry) registry).add(counting);
            watch(counting);
        } else if (isCumulative(registry.getClass())) {
            watch(registry);
        }
    }

    private void watch(MeterRegistry registry) {
        KNOWN.put(registry, Boolean.TRUE);
        Telemetry.get().watchMeters(registry, reader);
    }

    /** Others forget what they have counted with each step, or only hand it on. */
    private static boolean isCumulative(Class<?> registry) {
        for (Class<?> each = registry; each != null; each = each.getSuperclass()) {
            String name = each.getName();
            if (name.equals("io.micrometer.core.instrument.simple.SimpleMeterRegistry")
                    || name.startsWith("io.micrometer.prometheus")) {
                return true;
            }
        }
        return false;
    }
}
