package io.obsagent.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.benchmarks.Options.Part;
import io.obsagent.benchmarks.Timetable.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimetableTest {

    @Test
    void plansTheQuickFormForLessThanFourMinutes() {
        assertThat(new Timetable(Options.parse("--quick")).left())
                .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4));
    }

    @Test
    void plansForAllThatWillRun() {
        Duration one = new Timetable(Options.parse("--parts=plain", "--agents=obs", "--starts=1")).left();

        assertThat(new Timetable(Options.parse("--parts=plain", "--agents=obs", "--starts=10")).left())
                .isEqualTo(one.multipliedBy(10));
    }

    @Test
    void hasNothingLeftInTheEnd() {
        Timetable timetable = new Timetable(Options.parse("--parts=plain", "--agents=obs", "--starts=1"));
        timetable.done(Part.PLAIN, Step.START);
        assertThat(timetable.left()).isPositive();
        timetable.done(Part.PLAIN, Step.START);
        assertThat(timetable.left()).isZero();
    }
}
