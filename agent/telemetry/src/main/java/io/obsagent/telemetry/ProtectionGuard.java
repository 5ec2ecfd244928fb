package io.obsagent.telemetry;

import io.obsagent.api.AgentLog;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.metrics.ProtectionStep;

/**
 * Lets the agent step down while the JVM is in trouble, and back. Asked about once a second, on the exporter's thread.
 *
 * <p>As long as the heap is less taken than what counts as full, garbage included, nothing is asked of the JVM that would
 * load its management classes.
 */
public final class ProtectionGuard implements ProtectionStep {

    /** Makes woven code pass through. */
    public interface Gate {

        /** Passes through from now on, or no longer. Must not wait for the calling thread. */
        void passThrough(boolean pass);
    }

    private static final long LEAST_NANOS = 900_000_000L;
    private static final long LINES_NANOS = 600_000_000_000L;
    private static final int MAX_LINES = 6;

    private final Recorder recorder;
    private final Runtime runtime = Runtime.getRuntime();
    private long lookedAt = System.nanoTime();
    private volatile AgentConfig.Protection config;
    private volatile Gate gate;
    /** Null until something may be wrong. */
    private Trouble trouble;

    private volatile int step;
    private volatile String why = "";
    private long linesSince;
    private int lines;

    ProtectionGuard(AgentConfig.Protection config, Recorder recorder) {
        this.config = config;
        this.recorder = recorder;
    }

    /** Sets what is asked to pass through; without it the agent steps down to metrics only. */
    public void passBy(Gate passing) {
        gate = passing;
    }

    void configure(AgentConfig.Protection changed) {
        config = changed;
    }

    @Override
    public int step() {
        return step;
    }

    /** Whether nothing is recorded. */
    public boolean passesThrough() {
        return step == Trouble.PASS_THROUGH;
    }

    /** What the trouble was when the agent last stepped down; empty when it never has. */
    public String why() {
        return why;
    }

    void tick() {
        long now = System.nanoTime();
        if (now - lookedAt < LEAST_NANOS) {
            return;
        }
        lookedAt = now;
        AgentConfig.Protection limits = config;
        if (!limits.enabled) {
            trouble = null;
            go(0, now);
        } else if (trouble != null || limits.cpu > 0 || isHeapTaken(limits.heap)) {
            if (trouble == null) {
                trouble = new Trouble(new JvmLoad());
            }
            int next = trouble.step(now, limits);
            if (next > step) {
                why = trouble.toString();
            }
            go(next, now);
            if (next == 0 && !isHeapTaken(limits.heap)) {
                trouble = null;
            }
        }
    }

    private boolean isHeapTaken(double share) {
        return runtime.totalMemory() - runtime.freeMemory() >= share * runtime.maxMemory();
    }

    private void go(int next, long now) {
        int before = step;
        if (next == before) {
            return;
        }
        step = next;
        recorder.recordSpans(next < Trouble.METRICS_ONLY);
        Gate passing = gate;
        if (passing != null && Math.max(before, next) == Trouble.PASS_THROUGH) {
            passing.passThrough(next == Trouble.PASS_THROUGH);
        }
        if (mayTell(now)) {
            tell(before, next);
        }
    }

    private boolean mayTell(long now) {
        if (lines == 0 || now - linesSince > LINES_NANOS) {
            linesSince = now;
            lines = 0;
        }
        return lines++ < MAX_LINES;
    }

    private void tell(int before, int next) {
        if (next == Trouble.PASS_THROUGH) {
            AgentLog.warn(51, why + " still: nothing is recorded until that is over (self-protection)");
        } else if (next > before) {
            AgentLog.warn(50, why + ": no spans are recorded until that is over (self-protection)");
        } else if (next == 0) {
            AgentLog.info(53, "all is well again: spans are recorded");
        } else {
            AgentLog.info(52, "better: metrics are recorded again");
        }
    }
}
