package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;

/**
 * Decides which traces are recorded, by their id where they begin, so that all services with the same ratio decide alike.
 * Thread safe.
 */
final class Sampler {

    /** Decisions; what is recorded, be it for a while, is not below {@link #HOLD}. */
    static final byte UNDECIDED = 0;

    /** Not even measured, nor is what is done within. */
    static final byte IGNORE = -1;

    static final byte DROP = 1;
    static final byte HOLD = 2;
    static final byte SAMPLE = 3;

    /** Records no trace, whoever has begun it. */
    static final Sampler NOTHING = new Sampler();

    private final boolean parentBased;
    private final boolean always;
    private final long bound;
    /** Null when there are none. */
    private final SamplingRules rules;
    /** Null when there is none. */
    private final RateLimit limit;

    /** Which of the traces that were not chosen are kept at their end; null: none. */
    final KeptTraces keep;

    Sampler(AgentConfig.Sampling config) {
        parentBased = config.parentBased;
        bound = bound(config.ratio);
        rules = config.rules.isEmpty() ? null : new SamplingRules(config.rules);
        limit = config.tracesPerSecond == null ? null : new RateLimit(config.tracesPerSecond);
        keep = config.keep.isEmpty() ? null : new KeptTraces(config);
        always = config.ratio >= 1 && rules == null && limit == null;
    }

    private Sampler() {
        parentBased = false;
        bound = 0;
        rules = null;
        limit = null;
        keep = null;
        always = false;
    }

    /** Of the lower halves of trace ids those below are chosen: the same rule as OpenTelemetry's TraceIdRatioBased. */
    static long bound(double ratio) {
        return (long) (ratio * Long.MAX_VALUE);
    }

    /**
     * Decides for a trace that begins here, or whose beginner has left it open.
     *
     * @param name of what the first operation does, for the rules; null: none applies
     */
    byte decide(long traceIdLow, String name) {
        return always || chooses(traceIdLow, name) ? SAMPLE : keep != null ? HOLD : DROP;
    }

    private boolean chooses(long traceIdLow, String name) {
        long below = rules == null || name == null ? bound : rules.bound(name, bound);
        boolean chosen = below == Long.MAX_VALUE || (traceIdLow & Long.MAX_VALUE) < below;
        return chosen && (limit == null || limit.take());
    }

    /** Takes over what another service has decided for its trace; null: it has left that open. */
    byte follow(Boolean parentSampled) {
        return parentSampled == null || !parentBased ? UNDECIDED : parentSampled ? SAMPLE : DROP;
    }
}
