package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;
import io.obsagent.config.TraceKind;
import java.util.concurrent.TimeUnit;

/** Which traces are kept though they were not chosen where they began. Immutable. */
final class KeptTraces {

    /** How long spans wait that can only be of interest for an error. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final boolean errors;
    private final boolean slow;
    private final long slowNanos;

    KeptTraces(AgentConfig.Sampling config) {
        errors = config.keep.contains(TraceKind.ERRORS);
        slow = config.keep.contains(TraceKind.SLOW);
        slowNanos = TimeUnit.MILLISECONDS.toNanos(config.slowMillis);
    }

    /** Whether a trace of this age is kept in which something has failed, or not. */
    boolean include(boolean failed, long ageNanos) {
        return errors && failed || slow && ageNanos >= slowNanos;
    }

    /** Whether spans of a trace of this age have waited in vain. */
    boolean isTooOld(long ageNanos) {
        return ageNanos >= PATIENCE_NANOS && !slow;
    }
}
