package io.obsagent.benchmarks;

import io.obsagent.benchmarks.Options.Part;
import java.time.Duration;

/**
 * How long the benchmark will take: estimated from what it does, then corrected by how long what is done has taken. Used
 * by one thread.
 */
final class Timetable {

    /** For so long the estimate is believed as much as what is seen. */
    private static final int TRUST_SECONDS = 60;

    private static final int PLAIN_START = 2;
    private static final int SERVICE_START = 8;
    private static final int READINGS_OF_ONE = 10;
    private static final int SPRING_REQUESTS_PER_SECOND = 6_000;
    private static final int CART_REQUESTS_PER_SECOND = 1_000;

    /** What the benchmark consists of. */
    enum Step {
        /** One start under one agent. */
        START,
        /** Finding out the rate. */
        PREPARATION,
        /** Start of a service that is to run beside others, and its warm-up. */
        WARM_UP,
        /** One slice for each agent and kind of request. */
        CYCLE,
        /** What is read after the load, of all agents. */
        READINGS,
        /** The times without requests. */
        IDLE
    }

    private final Options options;
    private final long begin = System.nanoTime();
    private double plannedSeconds;
    private double doneSeconds;

    Timetable(Options options) {
        this.options = options;
        for (Part part : options.parts()) {
            plannedSeconds += options.agents().size() * options.startsOf(part) * seconds(part, Step.START);
            if (options.roundsOf(part) > 0) {
                plannedSeconds += seconds(part, Step.PREPARATION);
                for (int round = 1; round <= options.roundsOf(part); round++) {
                    plannedSeconds += options.agents().size() * seconds(part, Step.WARM_UP)
                            + options.cycles() * seconds(part, Step.CYCLE)
                            + seconds(part, Step.READINGS)
                            + (options.isIdleIn(round) ? seconds(part, Step.IDLE) : 0);
                }
            }
        }
    }

    /** Tells that a step has been done. */
    void done(Part part, Step step) {
        doneSeconds += seconds(part, step);
    }

    /** The time that is left, about. What has been done counts the more the longer it took. */
    Duration left() {
        double pace = ((System.nanoTime() - begin) / 1e9 + TRUST_SECONDS) / (doneSeconds + TRUST_SECONDS);
        return Duration.ofSeconds(Math.round((plannedSeconds - doneSeconds) * pace));
    }

    private double seconds(Part part, Step step) {
        int kinds = part == Part.SPRING ? 3 : 2;
        int agents = options.agents().size();
        return switch (step) {
            case START -> part == Part.PLAIN ? PLAIN_START : SERVICE_START;
            case PREPARATION, WARM_UP ->
                SERVICE_START
                        + kinds
                                * options.warmUp()
                                / (double)
                                        (part == Part.SPRING ? SPRING_REQUESTS_PER_SECOND : CART_REQUESTS_PER_SECOND);
            case CYCLE -> kinds * agents * Slices.SECONDS;
            case READINGS -> READINGS_OF_ONE * agents;
            case IDLE -> 3 * options.idleSeconds();
        };
    }
}
