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

    private static final int SERVICE_START_AND_READINGS = 30;
    private static final int SPRING_REQUESTS_PER_SECOND = 5_000;
    private static final int CART_REQUESTS_PER_SECOND = 2_000;

    private final Options options;
    private final long begin = System.nanoTime();
    private double plannedSeconds;
    private double doneSeconds;

    Timetable(Options options) {
        this.options = options;
        for (Part part : options.parts()) {
            plannedSeconds += preparationSeconds(part);
            plannedSeconds +=
                    runSeconds(part) * options.rounds() * options.agents().size();
        }
    }

    /** Tells that a part has been prepared. */
    void prepared(Part part) {
        doneSeconds += preparationSeconds(part);
    }

    /** Tells that a part has been measured once under one agent. */
    void measured(Part part) {
        doneSeconds += runSeconds(part);
    }

    /** The time that is left, about. What has been done counts the more the longer it took. */
    Duration left() {
        double pace = ((System.nanoTime() - begin) / 1e9 + TRUST_SECONDS) / (doneSeconds + TRUST_SECONDS);
        return Duration.ofSeconds(Math.round((plannedSeconds - doneSeconds) * pace));
    }

    private double preparationSeconds(Part part) {
        return part == Part.PLAIN ? 0 : 10 + warmUpSeconds(part);
    }

    private double runSeconds(Part part) {
        return part == Part.PLAIN
                ? 2 * options.plainRuns() + 1
                : SERVICE_START_AND_READINGS
                        + warmUpSeconds(part)
                        + requestKinds(part) * options.loadSeconds()
                        + 3 * options.idleSeconds();
    }

    private double warmUpSeconds(Part part) {
        return requestKinds(part)
                * options.warmUp()
                / (double) (part == Part.SPRING ? SPRING_REQUESTS_PER_SECOND : CART_REQUESTS_PER_SECOND);
    }

    private static int requestKinds(Part part) {
        return part == Part.SPRING ? 3 : 2;
    }
}
