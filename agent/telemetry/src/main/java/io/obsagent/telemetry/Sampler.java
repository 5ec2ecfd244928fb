package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;

/** Decides which traces are recorded, by their id where they begin, so that all services decide alike. */
final class Sampler {

    private final boolean parentBased;
    private final boolean always;
    private final long bound;

    Sampler(AgentConfig.Sampling config) {
        parentBased = config.parentBased;
        always = config.ratio >= 1;
        bound = (long) (config.ratio * Long.MAX_VALUE);
    }

    /** Decides for a trace that begins here: the same rule as OpenTelemetry's TraceIdRatioBased. */
    boolean sample(long traceIdLow) {
        return always || (traceIdLow & Long.MAX_VALUE) < bound;
    }

    /** Decides for a trace that another service has begun, and sampled or not, or left that open (null). */
    boolean sample(Boolean parentSampled, long traceIdLow) {
        return parentBased && parentSampled != null ? parentSampled : sample(traceIdLow);
    }
}
