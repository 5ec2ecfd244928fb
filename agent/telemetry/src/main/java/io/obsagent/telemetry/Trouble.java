package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;

/** Judges how far the agent has to step down: soon down, late back, and neither in between. Used by one thread. */
final class Trouble {

    static final int METRICS_ONLY = 1;
    static final int PASS_THROUGH = 2;

    private static final long DOWN_NANOS = 3_000_000_000L;
    private static final long FURTHER_NANOS = 10_000_000_000L;

    /** Of a limit: only below this it counts as well again. */
    private static final double WELL = 0.9;

    private final Load load;
    private int step;
    private long troubleSince;
    private boolean troubled;
    private long wellSince;
    private boolean well;

    Trouble(Load load) {
        this.load = load;
    }

    /** What is measured. */
    interface Load {

        /** Measures what there is since the last call. */
        void measure(boolean cpu);

        /** Share of the heap that was taken after collections; 0 when it is not known. */
        double heap();

        /** Share of the time that collections took. */
        double gc();

        /** Share of the processors that is taken; 0 when it is not known or was not asked for. */
        double cpu();
    }

    /** Measures, and answers the step to take: 0, {@link #METRICS_ONLY} or {@link #PASS_THROUGH}. */
    int step(long now, AgentConfig.Protection limits) {
        load.measure(limits.cpu > 0);
        boolean heap = load.heap() >= limits.heap && load.gc() >= limits.gc;
        boolean cpu = limits.cpu > 0 && load.cpu() >= limits.cpu;
        if (heap || cpu) {
            well = false;
            troubleSince = troubled ? troubleSince : now;
            troubled = true;
            if (step == 0 && now - troubleSince >= DOWN_NANOS) {
                step = METRICS_ONLY;
                troubleSince = now;
            } else if (step == METRICS_ONLY && heap && now - troubleSince >= FURTHER_NANOS) {
                step = PASS_THROUGH;
            }
            return step;
        }
        troubled = false;
        if (load.heap() >= limits.heap * WELL && load.gc() >= limits.gc * WELL
                || limits.cpu > 0 && load.cpu() >= limits.cpu * WELL) {
            well = false;
            return step;
        }
        wellSince = well ? wellSince : now;
        well = true;
        if (step > 0 && now - wellSince >= limits.recoveryMillis * 1_000_000) {
            step--;
            wellSince = now;
        }
        return step;
    }

    /** What was measured last, in words. */
    @Override
    public String toString() {
        if (load.cpu() > 0) {
            return "processors are taken to " + percent(load.cpu()) + ", the heap to " + percent(load.heap());
        }
        return "the heap is taken to " + percent(load.heap()) + " after garbage collection, which takes "
                + percent(load.gc()) + " of the time";
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
